/* F(n) by GMP or, with -DFLINT, by FLINT: seconds a call and the value modulo 2^61 - 1. Arguments: n, repetitions.
   cc fib.c -lgmp; cc -DFLINT fib.c -lflint -lgmp */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#ifdef FLINT
#include <flint/fmpz.h>
typedef fmpz_t number;
#define begin fmpz_init
#define fibonacci fmpz_fib_ui
#define residue(f, m) ((unsigned long)fmpz_fdiv_ui(f, m))
#else
#include <gmp.h>
typedef mpz_t number;
#define begin mpz_init
#define fibonacci mpz_fib_ui
#define residue(f, m) mpz_fdiv_ui(f, m)
#endif

int main(int argc, char **argv) {
  unsigned long n = strtoul(argv[1], NULL, 10);
  long repetitions = atol(argv[2]);
  struct timespec start, end;
  number f;
  begin(f);
  fibonacci(f, n);
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &start);
  for (long i = 0; i < repetitions; i++) fibonacci(f, n);
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end);
  double seconds = (end.tv_sec - start.tv_sec) + (end.tv_nsec - start.tv_nsec) * 1e-9;
  printf("%.9f %lu\n", seconds / repetitions, residue(f, (1ul << 61) - 1));
  return 0;
}
