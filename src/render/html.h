/* render/html: a view as HTML, and the few ways in which text gets into HTML at all.
 *
 * Knows elements, classes and escaping: everything an author or a learner wrote is escaped here, last, and nowhere
 * else. Knows nothing of pages and forms, and of addresses only those that a view was given. No style attributes and no
 * scripts come out, so that a strict Content-Security-Policy holds. */
#ifndef VIVA_RENDER_HTML_H
#define VIVA_RENDER_HTML_H

#include "base/string.h"
#include "view/view.h"

/* Append s as text or as the value of an attribute in double quotes: the signs & < > " escaped, control and bidi
 * characters and broken UTF-8 as U+FFFD. */
void html_text(struct buffer *buffer, struct string s);

/* Append ` name="value"`, value escaped. */
void html_attribute(struct buffer *buffer, const char *name, struct string value);

/* Append spans as phrasing content: em, strong, code, a, and span with the language of what is quoted. Links lead to
 * http, https and mailto only; anything else is its text alone. */
void html_phrase(struct buffer *buffer, struct text text);

/* Append blocks as flow content: p, pre, blockquote, ul, ol. */
void html_prose(struct buffer *buffer, struct prose prose);

/* Append the sign that stands for a role in tables, for the eye alone; nothing for a role without one. */
void html_sign(struct buffer *buffer, enum view_role role);

/* Append the view as flow content. The levels of its headings are raised by heading_shift (0 keeps them). */
void render_html(struct buffer *buffer, const struct view *view, int heading_shift);

#endif
