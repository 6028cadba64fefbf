/* file_state: what tells one state of a file from another without reading it.
 *
 * Editors and viva itself write a new file and rename it over the old one: that is told by its number. A clock that is
 * too coarse for two changes within a tick is helped out by the size, mostly. */
#ifndef VIVA_CMD_FILE_STATE_H
#define VIVA_CMD_FILE_STATE_H

#include <stdint.h>
#include <sys/stat.h>

#include "base/string.h"

/* A line about the file of this name. */
void file_state_add(struct buffer *states, struct string name, const struct stat *about);

/* The same of the file at path; where there is none, a line that says so. */
void file_state_add_path(struct buffer *states, struct string path);

/* All lines in one number. */
uint64_t file_state_stamp(const struct buffer *states);

#endif
