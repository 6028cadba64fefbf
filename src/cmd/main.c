#include <signal.h>

#include "cmd/verb.h"

int main(int count, char **words)
{
    /* A limit on the size of files is then a failed write like a full disk, told and survived. */
    (void)signal(SIGXFSZ, SIG_IGN);
    return verb_main(count, words);
}
