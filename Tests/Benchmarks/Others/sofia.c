/* sofia-sip parse/serialise cost. */
#include <sofia-sip/sip.h>
#include <sofia-sip/sip_header.h>
#include <sofia-sip/sip_parser.h>
#include <sofia-sip/msg.h>
#include <sofia-sip/msg_addr.h>
#include <sofia-sip/msg_parser.h>
#include <sofia-sip/sdp.h>
#include <sofia-sip/su_alloc.h>
#include "bench.h"
static char*buf;static size_t len;static char*body;static size_t blen;static msg_t*kept;
static int parse(void*a){msg_t*m=msg_make(sip_default_mclass(),0,buf,len);if(!m)return 1;sip_t*s=sip_object(m);int r=!s||s->sip_error||!s->sip_cseq;msg_destroy(m);return r;}
static int sdp(void*a){sdp_parser_t*p=sdp_parse(NULL,body,blen,0);int r=!sdp_session(p);sdp_parser_free(p);return r;}
static int both(void*a){return parse(a)||sdp(a);}
/* cost of encoding every header afresh into a buffer (headers are duplicated first in setup, so no cached text) */
static sip_t*kep;static char out[8192];
static int ser(void*a){size_t n=0;sip_header_t*h=(sip_header_t*)kep->sip_common;(void)h;
 msg_header_t*x;int k;for(x=(msg_header_t*)(kep->sip_request?(void*)kep->sip_request:(void*)kep->sip_status);x;x=x->sh_succ){k=msg_header_e(out+n,sizeof out-n,x,0);if(k<0)return 1;n+=k;}return n<100;}
int main(int c,char**v){for(int i=1;i<c;i++){buf=slurp(v[i],&len);
 bench("sofia",v[i],len,"parse",parse,0);
 body=strstr(buf,"\r\n\r\n");body=body?body+4:0;blen=body?len-(body-buf):0;if(body&&*body)bench("sofia",v[i],len,"parse+sdp",both,0);
 kept=msg_make(sip_default_mclass(),0,buf,len);kep=sip_object(kept);bench("sofia",v[i],len,"serialise",ser,0);msg_destroy(kept);free(buf);}return 0;}
