#include "face/web/http_listen.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

/* An address of either family. */
struct endpoint {
    union {
        struct sockaddr any;
        struct sockaddr_in four;
        struct sockaddr_in6 six;
        struct sockaddr_un file;
    } address;
    socklen_t size;
};

static enum status listen_on(const struct endpoint *endpoint, int *socket_number)
{
    int yes = 1;
    *socket_number = socket(endpoint->address.any.sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (*socket_number < 0)
        return STATUS_SYSTEM;
    (void)setsockopt(*socket_number, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(*socket_number, &endpoint->address.any, endpoint->size) == 0 && listen(*socket_number, SOMAXCONN) == 0)
        return STATUS_OK;
    int error = errno;
    (void)close(*socket_number);
    errno = error;
    return error == EADDRINUSE ? STATUS_CONFLICT : STATUS_SYSTEM;
}

/* Internet. ----------------------------------------------------------------------------------------------------- */

static bool read_address(const char *text, uint16_t port, struct endpoint *endpoint)
{
    *endpoint = (struct endpoint){ .size = sizeof endpoint->address.six };
    endpoint->address.six = (struct sockaddr_in6){ .sin6_family = AF_INET6, .sin6_port = htons(port) };
    if (inet_pton(AF_INET6, text, &endpoint->address.six.sin6_addr) == 1)
        return true;
    endpoint->size = sizeof endpoint->address.four;
    endpoint->address.four = (struct sockaddr_in){ .sin_family = AF_INET, .sin_port = htons(port) };
    return inet_pton(AF_INET, text, &endpoint->address.four.sin_addr) == 1;
}

static bool is_loopback(const struct endpoint *endpoint)
{
    if (endpoint->address.any.sa_family == AF_INET6)
        return IN6_IS_ADDR_LOOPBACK(&endpoint->address.six.sin6_addr);
    return (ntohl(endpoint->address.four.sin_addr.s_addr) >> 24) == 127;
}

static uint16_t bound_port(int socket_number)
{
    struct endpoint endpoint = { .size = sizeof endpoint.address };
    if (getsockname(socket_number, &endpoint.address.any, &endpoint.size) != 0)
        return 0;
    return ntohs(endpoint.address.any.sa_family == AF_INET6 ? endpoint.address.six.sin6_port
                                                            : endpoint.address.four.sin_port);
}

enum status http_listen_internet(const char *address, uint16_t *port, int *socket_number, struct failure *failure)
{
    struct endpoint endpoint;
    if (!read_address(address, *port, &endpoint))
        return failure_set(failure, STATUS_USAGE, "\"%s\" is no address, such as 127.0.0.1 or ::1", address);
    if (!is_loopback(&endpoint))
        return failure_set(
            failure, STATUS_USAGE,
            "\"%s\" can be reached from elsewhere, and viva has no accounts yet: whoever reached it could "
            "read and erase your answers; take 127.0.0.1, ::1, or --socket",
            address);
    enum status status = listen_on(&endpoint, socket_number);
    if (status == STATUS_CONFLICT)
        return failure_set(failure, STATUS_CONFLICT,
                           "port %u of %s is taken by another program; take another with --port N, or a free one with "
                           "--port 0",
                           (unsigned)*port, address);
    if (status != STATUS_OK)
        return failure_set_system(failure, errno, "cannot listen on port %u of %s", (unsigned)*port, address);
    *port = bound_port(*socket_number);
    return STATUS_OK;
}

/* Socket files. ------------------------------------------------------------------------------------------------- */

/* A socket file that nobody listens on was left over from a crash; one that answers is somebody's. Anything that is no
 * socket is not ours to touch. */
static bool is_left_over(const struct endpoint *endpoint)
{
    struct stat about;
    if (lstat(endpoint->address.file.sun_path, &about) != 0 || !S_ISSOCK(about.st_mode))
        return false;
    int probe = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool is_refused =
        probe >= 0 && connect(probe, &endpoint->address.any, endpoint->size) != 0 && errno == ECONNREFUSED;
    if (probe >= 0)
        (void)close(probe);
    return is_refused;
}

/* Between the look at a socket file and the new one, another server could take the place of the file. So they go one at
 * a time, by a lock on the folder, which leaves nothing behind. Who cannot have it in time goes on without: it is
 * anybody's, and must keep nobody from starting. -1 for no lock. */
#define LOCK_TRIES   1000
#define LOCK_WAIT_US 5000

static int folder_lock(const char *path)
{
    char folder[sizeof((struct sockaddr_un *)0)->sun_path + 2];
    const char *slash = strrchr(path, '/');
    (void)snprintf(folder, sizeof folder, "%.*s", slash != NULL ? (int)(slash - path) + 1 : 2,
                   slash != NULL ? path : "./");
    int lock = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    for (int i = 0; lock >= 0 && i < LOCK_TRIES && flock(lock, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK; i++)
        (void)usleep(LOCK_WAIT_US);
    return lock;
}

/* umask: nobody else may so much as connect, from the first moment on. */
static enum status replace_and_listen(const struct endpoint *endpoint, int *socket_number)
{
    int lock = folder_lock(endpoint->address.file.sun_path);
    mode_t mask = umask(0177);
    if (is_left_over(endpoint))
        (void)unlink(endpoint->address.file.sun_path);
    enum status status = listen_on(endpoint, socket_number);
    int error = errno;
    (void)umask(mask);
    if (lock >= 0)
        (void)close(lock);
    errno = error;
    return status;
}

enum status http_listen_unix(const char *path, int *socket_number, struct failure *failure)
{
    struct endpoint endpoint = { .size = sizeof endpoint.address.file };
    endpoint.address.file = (struct sockaddr_un){ .sun_family = AF_UNIX };
    if (strlen(path) >= sizeof endpoint.address.file.sun_path)
        return failure_set(failure, STATUS_USAGE, "the path of the socket is over %zu bytes long: \"%s\"",
                           sizeof endpoint.address.file.sun_path - 1, path);
    memcpy(endpoint.address.file.sun_path, path, strlen(path) + 1);
    enum status status = replace_and_listen(&endpoint, socket_number);
    if (status == STATUS_CONFLICT)
        return failure_set(failure, STATUS_CONFLICT, "\"%s\" is there already: another viva may be listening on it",
                           path);
    return status == STATUS_OK ? STATUS_OK : failure_set_system(failure, errno, "cannot listen on \"%s\"", path);
}
