// Hashes and randomness only; TLS and DTLS come with their own issues.
#pragma once
#include <openssl/evp.h>
#include <openssl/rand.h>
