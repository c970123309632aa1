/* F(n) mod m by FLINT, from x^n modulo x^2 - x - 1: seconds a call and the value. Arguments: n, m, repetitions.
   cc term-flint.c -lflint -lgmp */
#include <flint/fmpz.h>
#include <flint/nmod_poly.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

int main(int argc, char **argv) {
  unsigned long m = strtoul(argv[2], NULL, 10);
  long repetitions = atol(argv[3]);
  struct timespec start, end;
  nmod_poly_t polynomial, inverse, residue;
  fmpz_t n;
  fmpz_init(n);
  fmpz_set_str(n, argv[1], 10);
  nmod_poly_init(polynomial, m);
  nmod_poly_init(inverse, m);
  nmod_poly_init(residue, m);
  nmod_poly_set_coeff_ui(polynomial, 0, m - 1);
  nmod_poly_set_coeff_ui(polynomial, 1, m - 1);
  nmod_poly_set_coeff_ui(polynomial, 2, 1);
  nmod_poly_reverse(inverse, polynomial, 3);
  nmod_poly_inv_series(inverse, inverse, 3);
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &start);
  for (long i = 0; i < repetitions; i++) nmod_poly_powmod_x_fmpz_preinv(residue, n, polynomial, inverse);
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end);
  double seconds = (end.tv_sec - start.tv_sec) + (end.tv_nsec - start.tv_nsec) * 1e-9;
  printf("%.9f %lu\n", seconds / repetitions, (unsigned long)nmod_poly_get_coeff_ui(residue, 1));
  return 0;
}
