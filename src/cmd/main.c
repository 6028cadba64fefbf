#include "cmd/verb.h"

int main(int count, char **words)
{
    return verb_main(count, words);
}
