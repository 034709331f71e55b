#ifndef CLAIRVOIX_CLDAP_H
#define CLAIRVOIX_CLDAP_H

#include <ldap.h>
#include <sys/socket.h>
#include <sys/time.h>

// Casts within macros are not read by Swift's importer.
static const int cldap_whole_subtree = LDAP_SCOPE_SUBTREE;

static inline int cldap_set_number(LDAP *handle, int option, int value) {
    return ldap_set_option(handle, option, &value);
}

static inline int cldap_set_text(LDAP *handle, int option, const char *value) {
    return ldap_set_option(handle, option, value);
}

static inline int cldap_set_milliseconds(LDAP *handle, int option, int milliseconds) {
    struct timeval time = {milliseconds / 1000, (milliseconds % 1000) * 1000};
    return ldap_set_option(handle, option, &time);
}

// No other server is asked, with our password, because this one says so.
static inline int cldap_follow_no_referrals(LDAP *handle) {
    return ldap_set_option(handle, LDAP_OPT_REFERRALS, LDAP_OPT_OFF);
}

// libldap gives a handshake of TLS all the time that the other end takes: who made the handle learns of its sockets, to end them.
typedef void (*cldap_hearer)(int socket, void *context);

struct cldap_callbacks {
    struct ldap_conncb base;
    cldap_hearer hearer;
    void *context;
};

static int cldap_connected(LDAP *handle, Sockbuf *buffer, LDAPURLDesc *server, struct sockaddr *address,
                           struct ldap_conncb *callbacks) {
    (void)handle, (void)server, (void)address;
    ber_socket_t descriptor = -1;
    struct cldap_callbacks *ours = (struct cldap_callbacks *)callbacks;
    if (ber_sockbuf_ctrl(buffer, LBER_SB_OPT_GET_FD, &descriptor) != 1) return -1;
    ours->hearer(descriptor, ours->context);
    return 0;
}

static void cldap_disconnected(LDAP *handle, Sockbuf *buffer, struct ldap_conncb *callbacks) {
    (void)handle, (void)buffer, (void)callbacks;
}

// The callbacks must live as long as the handle.
static inline int cldap_hear_of_sockets(LDAP *handle, struct cldap_callbacks *callbacks, cldap_hearer hearer,
                                        void *context) {
    callbacks->base.lc_add = cldap_connected;
    callbacks->base.lc_del = cldap_disconnected;
    callbacks->base.lc_arg = NULL;
    callbacks->hearer = hearer;
    callbacks->context = context;
    return ldap_set_option(handle, LDAP_OPT_CONNECT_CB, &callbacks->base);
}

#endif
