/* peer: a program of somebody else's that does the same work, in a process of its own for as long as it is measured.
 *
 * Knows how to start it, to ask for a round, and to read what it answers. Knows nothing of the work. */
#ifndef VIVA_BENCH_PEER_H
#define VIVA_BENCH_PEER_H

#include <stdio.h>
#include <sys/types.h>

struct peer {
    FILE *to, *from;
    pid_t pid;
};

/* Start node on a script. Ends the program when that cannot be done. */
struct peer peer_start(const char *script);

/* Ask for one round: the seconds of CPU time that its thread says it took, and a number by which one sees that the work
 * was done. */
double peer_round(struct peer *peer, double *checksum);

/* Let it end. */
void peer_stop(struct peer *peer);

/* The CPU time of the calling thread, in seconds: our half of the comparison. */
double peer_thread_seconds(void);

#endif
