import { IdSource } from './ids';
import type {
  ConnecteamUser,
  CustomField,
  CustomFieldType,
  CustomFieldValue,
  PayRate,
  SmartGroup,
  UserType,
  WorldEvent,
} from './model';
import type { Modes } from './modes';

export type NewUser = {
  firstName: string;
  lastName: string;
  email?: string | null;
  phoneNumber?: string;
  userType?: UserType;
  kioskCode?: string | null;
  lastLogin?: number;
  createdAt?: number;
  modifiedAt?: number | null;
  isArchived?: boolean;
  archivedAt?: number;
  /** By custom field id; a dropdown takes the ids of its options. */
  customFields?: Record<number, CustomFieldValue>;
};

export type UserChanges = Partial<
  Pick<ConnecteamUser, 'firstName' | 'lastName' | 'email' | 'phoneNumber' | 'userType' | 'kioskCode' | 'lastLogin'>
>;

export type NewPayRate = {
  effectiveDate: string;
  rateType?: PayRate['rateType'];
  defaultRate?: number | null;
  resourcesRates?: {
    resourceId: string;
    rate?: number | null;
    subResourcesRates?: { subResourceId: string; rate?: number | null }[];
  }[];
};

/** The world's people: users, their custom fields, smart groups and pay rates. Instants are epoch seconds. */
export class WorldPeople {
  readonly company = { companyName: 'Cedar Lane Fulfilment', companyId: 'cmp_48c1e7' };
  readonly users = new Map<number, ConnecteamUser>();
  readonly customFields = new Map<number, CustomField>();
  readonly smartGroups = new Map<number, SmartGroup>();
  readonly payRates: PayRate[] = [];
  readonly modes: Modes;
  /** The server's present, clock skew included. */
  readonly now: () => number;
  protected readonly ids: IdSource;
  readonly #listeners: ((event: WorldEvent) => void)[] = [];

  constructor(options: { now: () => number; modes: Modes; seed?: string }) {
    this.now = options.now;
    this.modes = options.modes;
    this.ids = new IdSource(options.seed ?? 'connecteam');
  }

  onEvent(listener: (event: WorldEvent) => void): void {
    this.#listeners.push(listener);
  }

  protected emit(event: WorldEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  /** @throws RangeError when there is no such user */
  user(userId: number): ConnecteamUser {
    return found(this.users.get(userId), `user ${userId}`);
  }

  addUser(input: NewUser): ConnecteamUser {
    const userId = this.ids.userId();
    const createdAt = input.createdAt ?? this.now();
    const isArchived = input.isArchived ?? false;
    const user: ConnecteamUser = {
      userId,
      firstName: input.firstName,
      lastName: input.lastName,
      phoneNumber: input.phoneNumber ?? `+1312${String(userId).padStart(8, '0').slice(-7)}`,
      userType: input.userType ?? 'user',
      email: input.email ?? null,
      isArchived,
      kioskCode: input.kioskCode ?? null,
      createdAt,
      modifiedAt: input.modifiedAt === undefined ? createdAt : input.modifiedAt,
      archivedAt: isArchived ? (input.archivedAt ?? this.now()) : null,
      lastLogin: input.lastLogin ?? 0,
      customFields: new Map(),
    };
    for (const [id, value] of Object.entries(input.customFields ?? {})) {
      user.customFields.set(found(this.customFields.get(Number(id)), `custom field ${id}`).id, value);
    }
    this.users.set(userId, user);
    this.#userEvent('user_created', user);
    return user;
  }

  /** One `user_updated` event per changed field (connecteam-api.md 8.4). */
  updateUser(userId: number, changes: UserChanges): ConnecteamUser {
    const user = this.user(userId);
    for (const [field, value] of Object.entries(changes)) {
      Object.assign(user, { [field]: value });
      user.modifiedAt = this.now();
      this.#userEvent('user_updated', user);
    }
    return user;
  }

  setCustomField(userId: number, customFieldId: number, value: CustomFieldValue | null): ConnecteamUser {
    const user = this.user(userId);
    const field = found(this.customFields.get(customFieldId), `custom field ${customFieldId}`);
    if (value === null) user.customFields.delete(field.id);
    else user.customFields.set(field.id, value);
    user.modifiedAt = this.now();
    this.#userEvent('user_updated', user);
    return user;
  }

  archiveUser(userId: number, at = this.now()): ConnecteamUser {
    const user = this.user(userId);
    user.isArchived = true;
    user.archivedAt = at;
    user.userType = 'user';
    if (this.modes.archivingSetsModifiedAt) user.modifiedAt = at;
    this.#idOnlyEvent('user_archived', userId);
    return user;
  }

  restoreUser(userId: number): ConnecteamUser {
    const user = this.user(userId);
    user.isArchived = false;
    user.archivedAt = null;
    if (this.modes.archivingSetsModifiedAt) user.modifiedAt = this.now();
    this.#idOnlyEvent('user_restored', userId);
    return user;
  }

  promoteUser(userId: number): ConnecteamUser {
    return this.#setUserType(userId, 'manager', 'user_promoted');
  }

  demoteUser(userId: number): ConnecteamUser {
    return this.#setUserType(userId, 'user', 'user_demoted');
  }

  /** Erases the person and everything recorded about them. */
  deleteUser(userId: number): void {
    this.user(userId);
    this.users.delete(userId);
    for (const group of this.smartGroups.values()) group.userIds.delete(userId);
    const kept = this.payRates.filter((rate) => rate.userId !== userId);
    this.payRates.splice(0, this.payRates.length, ...kept);
    this.#idOnlyEvent('user_deleted', userId);
  }

  /** Option ids count from 0, as live ones can. */
  addCustomField(input: {
    name: string;
    type: CustomFieldType;
    isMultiSelect?: boolean;
    options?: string[];
  }): CustomField {
    const field: CustomField = {
      id: this.ids.smallId(),
      name: input.name,
      type: input.type,
      categoryId: 1,
      isRequired: false,
      isMultiSelect: input.isMultiSelect ?? false,
      dropdownOptions: (input.options ?? []).map((value, id) => ({ id, value, isDisabled: false, isDeleted: false })),
    };
    this.customFields.set(field.id, field);
    return field;
  }

  renameCustomField(customFieldId: number, name: string): CustomField {
    const field = found(this.customFields.get(customFieldId), `custom field ${customFieldId}`);
    field.name = name;
    return field;
  }

  /** The option stays visible on the people who hold it (connecteam-api.md 7.3). */
  deleteDropdownOption(customFieldId: number, optionId: number): void {
    const field = found(this.customFields.get(customFieldId), `custom field ${customFieldId}`);
    const option = field.dropdownOptions.find((candidate) => candidate.id === optionId);
    found(option, `option ${optionId} of custom field ${customFieldId}`).isDeleted = true;
  }

  addSmartGroup(input: { name: string; userIds?: number[] }): SmartGroup {
    const group: SmartGroup = {
      id: this.ids.smallId(),
      name: input.name,
      groupSegmentId: 1,
      userIds: new Set(input.userIds ?? []),
    };
    this.smartGroups.set(group.id, group);
    return group;
  }

  addPayRate(userId: number, input: NewPayRate): PayRate {
    this.user(userId);
    const rate: PayRate = {
      userId,
      effectiveDate: input.effectiveDate,
      rateType: input.rateType ?? 'hourly',
      defaultRate: input.defaultRate ?? null,
      resourcesRates: (input.resourcesRates ?? []).map((resource) => ({
        resourceId: resource.resourceId,
        rate: resource.rate ?? null,
        subResourcesRates: (resource.subResourcesRates ?? []).map((sub) => ({
          subResourceId: sub.subResourceId,
          rate: sub.rate ?? null,
        })),
      })),
      createdBy: this.users.keys().next().value ?? userId,
      createdAt: this.now(),
      modifiedAt: null,
    };
    this.payRates.push(rate);
    return rate;
  }

  #setUserType(userId: number, userType: UserType, eventType: string): ConnecteamUser {
    const user = this.user(userId);
    user.userType = userType;
    user.modifiedAt = this.now();
    this.#idOnlyEvent(eventType, userId);
    return user;
  }

  #userEvent(eventType: string, user: ConnecteamUser): void {
    this.emit({ feature: 'users', eventType, userId: user.userId, user });
  }

  #idOnlyEvent(eventType: string, userId: number): void {
    this.emit({ feature: 'users', eventType, userId, user: null });
  }
}

/** @throws RangeError naming what is missing */
export function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new RangeError(`The simulated company has no ${what}`);
  return value;
}
