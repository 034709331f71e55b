import COpenSSL

/// What OpenSSL does when the process ends.
public enum OpenSSLAtExit {
    /// It would free its tables while another thread may still speak with a server, and that thread would read what is gone: a crash at
    /// the very end. The kernel frees them all the same. OPENSSL_init_crypto(3): to be said before anything else of OpenSSL is used.
    public static func leavesEverything() {
        OPENSSL_init_crypto(UInt64(OPENSSL_INIT_NO_ATEXIT), nil)
    }
}
