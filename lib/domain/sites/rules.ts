/** The departments every site starts with, in flow order (domain.md 1). An admin edits them later. */
export const DEFAULT_ROLES = [
  role(1, 'Picking', 'Picker', 'Picking', 'batch', false, '1.000', '200', '22000'),
  role(2, 'Labeling', 'Labeler', 'Labeling', 'batch', false, '0.500', '200', '11000'),
  role(3, 'Film Matching', 'Film Matcher', 'Film Matching', 'batch', false, '1.000', '133', '16500'),
  role(4, 'In Production', 'Heat Press Operator', 'Heat Press', 'continuous', false, '1.200', '40', '6600'),
  role(5, 'QC Passed', 'Packer', 'Packing', 'continuous', true, '0.800', '45', '5500'),
];

function role(
  flowOrder: number,
  activityType: string,
  roleName: string,
  departmentName: string,
  roleType: 'batch' | 'continuous',
  isFinishing: boolean,
  multiplier: string,
  expectedPerHour: string,
  monthlyTargetPoints: string,
) {
  return {
    flowOrder,
    activityType,
    roleName,
    departmentName,
    roleType,
    isFinishing,
    multiplier,
    expectedPerHour,
    idleThresholdMinutes: 15,
    monthlyTargetPoints,
  };
}
