/** Whether a place of the log is the address of a PostgreSQL; else it is a folder. */
export const isPostgres = (place: string): boolean => /^postgres(ql)?:\/\//.test(place);
