/** Where an alert leads: the person it is about, else the inbox. Subjects are `employee:12`, `type:Folding`, `connecteam`. */
export function alertPath(subject: string): string {
  const employeeId = /^employee:(\d+)$/.exec(subject)?.[1];
  return employeeId === undefined ? '/alerts' : `/employees/${employeeId}`;
}
