/* audit: what guessers came to, to be read. */
#ifndef VIVA_VIEW_AUDIT_H
#define VIVA_VIEW_AUDIT_H

#include "model/audit.h"
#include "view/view.h"

/* Set by set, then the whole where there are several, the exercises that give themselves away, and the gate. */
struct view *view_audit(struct arena *arena, const struct audit_report *report);

/* A share of one in percent, to a tenth: "27.5". */
struct string view_percent(struct arena *arena, double share);

#endif
