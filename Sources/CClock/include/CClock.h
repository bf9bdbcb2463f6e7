#ifndef SHANZHI_CLOCK_H
#define SHANZHI_CLOCK_H

/// Whether the kernel says that somebody keeps its clock right: 1 yes, 0 no, -1 when it does not say.
int shanzhi_clock_is_set(void);

#endif
