/** Index that names the dispute about a delivery, as `IDisputes.DELIVERY`. */
export const DELIVERY_INDEX = 0xffff_ffffn;
