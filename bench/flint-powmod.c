/* ns for x^n modulo a polynomial over Z/m, the polynomial's inverse prepared: flint-powmod m n repetitions c_0 … c_(d-1) */
#include <flint/flint.h>
#include <flint/fmpz.h>
#include <flint/nmod_poly.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec * 1e9 + t.tv_nsec;
}

int main(int count, char **arguments) {
  ulong m = strtoull(arguments[1], 0, 10);
  int order = count - 4, repetitions = atoi(arguments[3]);
  nmod_poly_t p, inverse, r;
  nmod_poly_init(p, m);
  nmod_poly_init(inverse, m);
  nmod_poly_init(r, m);
  for (int i = 0; i < order; i++) nmod_poly_set_coeff_ui(p, i, strtoull(arguments[4 + i], 0, 10));
  nmod_poly_set_coeff_ui(p, order, 1);
  nmod_poly_reverse(inverse, p, order + 1);
  nmod_poly_inv_series(inverse, inverse, order + 1);
  fmpz_t n;
  fmpz_init(n);
  fmpz_set_str(n, arguments[2], 10);
  double start = now();
  for (int i = 0; i < repetitions; i++) nmod_poly_powmod_x_fmpz_preinv(r, n, p, inverse);
  printf("%f %lu\n", (now() - start) / repetitions, nmod_poly_get_coeff_ui(r, 0));
  return 0;
}
