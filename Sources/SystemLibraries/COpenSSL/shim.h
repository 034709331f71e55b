// Hashes and randomness for the pure modules; certificates for the judgement of TLS servers; DTLS for the media loop.
#pragma once
#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <openssl/srtp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

/// A fresh key on the curve P-256; NULL where the library gives none.
static inline EVP_PKEY *copenssl_p256_key(void) { return EVP_EC_gen("P-256"); }

/// Names the owner of a certificate (RFC 5280 §4.1.2.6). Returns 1 where it could be set.
static inline int copenssl_set_name(X509 *certificate, const char *name) {
    X509_NAME *subject = X509_get_subject_name(certificate);
    return X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, (const unsigned char *)name, -1, -1, 0) == 1
        && X509_set_issuer_name(certificate, subject) == 1;
}

/// RFC 5763 §5: the certificate is judged by its fingerprint, once the handshake has proved who has its key.
static inline int copenssl_any_certificate(int is_chained, X509_STORE_CTX *context) {
    (void)is_chained;
    (void)context;
    return 1;
}

/// RFC 6347 §4.2.4.1 begins with a second and doubles; the way of sound is short, and the caller waits.
static inline unsigned int copenssl_dtls_wait(SSL *ssl, unsigned int microseconds) {
    (void)ssl;
    return microseconds == 0 ? 250000 : microseconds >= 2000000 ? 4000000 : microseconds * 2;
}

/// DTLS 1.2 alone, a certificate of both ends, nothing kept and nothing done again. Returns 1 where all could be set.
static inline int copenssl_dtls_configure(SSL_CTX *context) {
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, copenssl_any_certificate);
    SSL_CTX_set_options(
        context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_QUERY_MTU | SSL_OP_NO_TICKET | SSL_OP_NO_COMPRESSION
                     | SSL_OP_CIPHER_SERVER_PREFERENCE);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_max_cert_list(context, 16384);
    return SSL_CTX_set_min_proto_version(context, DTLS1_2_VERSION) == 1
        && SSL_CTX_set_max_proto_version(context, DTLS1_2_VERSION) == 1;
}

/// Gives a state its two memories, which it frees, its own waits, and the most octets of a datagram.
static inline void copenssl_dtls_prepare(SSL *ssl, BIO *incoming, BIO *outgoing, long octets) {
    BIO_set_mem_eof_return(incoming, -1);
    BIO_set_mem_eof_return(outgoing, -1);
    SSL_set_bio(ssl, incoming, outgoing);
    SSL_set_mtu(ssl, octets);
    DTLS_set_timer_cb(ssl, copenssl_dtls_wait);
}

/// Sends the last flight again where that is due. Less than 0: too often.
static inline long copenssl_dtls_handle_timeout(SSL *ssl) { return DTLSv1_handle_timeout(ssl); }

static inline int copenssl_bio_reset(BIO *bio) { return (int)BIO_reset(bio); }

/// The number of the profile that was agreed (RFC 5764 §4.1.2); 0: none.
static inline unsigned long copenssl_srtp_profile(SSL *ssl) {
    SRTP_PROTECTION_PROFILE *profile = SSL_get_selected_srtp_profile(ssl);
    return profile == NULL ? 0 : profile->id;
}
