/* F(n) by GMP: seconds a call and the value modulo 2^61 - 1. Arguments: n, repetitions. cc fib-gmp.c -lgmp */
#include <gmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

int main(int argc, char **argv) {
  unsigned long n = strtoul(argv[1], NULL, 10);
  long repetitions = atol(argv[2]);
  struct timespec start, end;
  mpz_t f;
  mpz_init(f);
  mpz_fib_ui(f, n);
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &start);
  for (long i = 0; i < repetitions; i++) mpz_fib_ui(f, n);
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end);
  double seconds = (end.tv_sec - start.tv_sec) + (end.tv_nsec - start.tv_nsec) * 1e-9;
  printf("%.9f %lu\n", seconds / repetitions, mpz_fdiv_ui(f, (1ul << 61) - 1));
  return 0;
}
