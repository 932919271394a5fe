/** The person an alert is about; null for other subjects. Subjects are `employee:12`, `type:Folding`, `connecteam`. */
export function alertEmployeeId(subject: string): number | null {
  const id = /^employee:(\d+)$/.exec(subject)?.[1];
  return id === undefined ? null : Number(id);
}
