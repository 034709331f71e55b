#ifndef CLAIRVOIX_CLDAP_H
#define CLAIRVOIX_CLDAP_H

#include <ldap.h>

#endif
