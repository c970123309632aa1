"""F(n) over Python's integers, and modulo m where one is given: seconds a call and the value modulo 2^61 - 1.

Arguments: n, repetitions, m or nothing. Two squarings a bit and one product at the end, as in experts/fibonacci.mjs;
modulo m fast doubling.
"""
import sys
import time


def fibonacci(n):
    if n < 2:
        return n
    bits = bin(n)[3:]
    f, g, odd = 1, 0, True
    for bit in bits[:-1]:
        square, other = f * f, g * g
        low = square + other
        high = (square << 2) - other + (-2 if odd else 2)
        odd = bit == "1"
        f, g = (high, high - low) if odd else (high - low, low)
    if bits[-1] == "0":
        return f * (f + (g << 1))
    double = f << 1
    return (double + g) * (double - g) + (-2 if odd else 2)


def fibonacci_modulo(n, m):
    a, b = 0, 1
    for bit in bin(n)[2:]:
        a, b = a * (2 * b - a) % m, (a * a + b * b) % m
        if bit == "1":
            a, b = b, (a + b) % m
    return a


n, repetitions = int(sys.argv[1]), int(sys.argv[2])
modulus = int(sys.argv[3]) if len(sys.argv) > 3 else None
start = time.process_time()
for _ in range(repetitions):
    value = fibonacci_modulo(n, modulus) if modulus else fibonacci(n)
seconds = (time.process_time() - start) / repetitions
print(f"{seconds:.9f} {value % (2**61 - 1)}")
