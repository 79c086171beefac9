// The marks by which a contact's next steps are asked without reading the records that plan them.

/** With a day and a contact: something is planned for that day. */
export const stepMark = "step";
/** With a day and a contact: something comes again and again, at the longest until that day. */
export const seriesMark = "steps";
/** With a pipeline, a stage and a contact: a deal that was never closed; whether its stage is open, the pipeline says. */
export const unclosedMark = "unclosed";
/** In place of a pipeline that a deal does not name. */
export const noPipeline = "-";
