/* http_listen: a socket to listen on, for this machine alone.
 *
 * Knows addresses, ports and socket files. Knows nothing of HTTP. */
#ifndef VIVA_FACE_WEB_HTTP_LISTEN_H
#define VIVA_FACE_WEB_HTTP_LISTEN_H

#include <stdint.h>

#include "base/status.h"

/* Listen on a loopback address; *port 0 becomes the free one that was taken. STATUS_USAGE for what is no address, or
 * one that others can reach; STATUS_CONFLICT when the port is taken. */
enum status http_listen_internet(const char *address, uint16_t *port, int *socket_number, struct failure *failure);

/* Listen on a socket file, 0600. One that is left over from a crash is replaced, by one server of all that begin at
 * once; STATUS_CONFLICT when somebody listens. */
enum status http_listen_unix(const char *path, int *socket_number, struct failure *failure);

#endif
