#include "face/web/microhttpd_load.h"

#include <dlfcn.h>
#include <stddef.h>
#include <string.h>

/* The name that belongs to the declarations we are compiled with: it changes whenever they do. */
#define LIBRARY_NAME "libmicrohttpd.so.12"
_Static_assert(MHD_VERSION >= 0x00097000 && MHD_VERSION < 0x00099000, "libmicrohttpd.so.12 is what this MHD is called");

struct microhttpd microhttpd;

static const struct row {
    const char *name;
    size_t offset;
} rows[] = {
#define ROW(name) { #name, offsetof(struct microhttpd, name) },
    MICROHTTPD_FUNCTIONS(ROW)
#undef ROW
};

enum status microhttpd_load(struct failure *failure)
{
    void *library = dlopen(LIBRARY_NAME, RTLD_NOW | RTLD_LOCAL); /* stays for as long as the process */
    if (library == NULL)
        return failure_set(failure, STATUS_SYSTEM, "pages cannot be served: %s", dlerror());
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        void *function = dlsym(library, rows[i].name);
        if (function == NULL)
            return failure_set(failure, STATUS_SYSTEM, "pages cannot be served: %s", dlerror());
        memcpy((char *)&microhttpd + rows[i].offset, &function, sizeof function); /* POSIX: both have one form */
    }
    return STATUS_OK;
}
