/* checkout: which commit a folder stands at that somebody took out of git.
 *
 * Knows where git writes that down. Never runs git, never leaves the folder, and believes nothing it reads: what is not
 * a commit is none. */
#ifndef VIVA_CMD_CHECKOUT_H
#define VIVA_CMD_CHECKOUT_H

#include "base/string.h"

/* The commit in hexadecimal, in arena; empty when the folder is no checkout, or one of a form that leads elsewhere (a
 * worktree, a submodule). folder is a descriptor of the open folder. Whether its files were changed since is not known.
 */
struct string checkout_commit(struct arena *arena, int folder);

#endif
