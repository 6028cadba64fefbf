/* files_path: what the files of base/files.h share about paths. Knows nothing that others should include. */
#ifndef VIVA_BASE_FILES_PATH_H
#define VIVA_BASE_FILES_PATH_H

#include <sys/types.h>

#include "base/files.h"

/* STATUS_BAD_INPUT for the empty path, and for one with a NUL in it, which would be another path to the system. */
enum status files_check_path(struct string path, struct failure *failure);

/* Says that what stands at path, of this mode, is no file; STATUS_BAD_INPUT. */
enum status files_refuse_kind(struct string path, mode_t mode, struct failure *failure);

/* The mode of what stands at path, links followed; 0 when nothing does. */
mode_t files_mode(struct string path);

#endif
