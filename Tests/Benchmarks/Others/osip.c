/* libosip2 parse/serialise cost. */
#include <stddef.h>
#include <osipparser2/osip_parser.h>
#include <osipparser2/sdp_message.h>
#include "bench.h"
static char*buf;static size_t len;static osip_message_t*kept;static char*body;
static int parse(void*a){osip_message_t*m;if(osip_message_init(&m))return 1;int r=osip_message_parse(m,buf,len);osip_message_free(m);return r;}
static int sdp(void*a){sdp_message_t*s;if(sdp_message_init(&s))return 1;int r=sdp_message_parse(s,body);sdp_message_free(s);return r;}
static int both(void*a){return parse(a)||sdp(a);}
static int ser(void*a){char*d;size_t l;osip_message_force_update(kept);int r=osip_message_to_str(kept,&d,&l);if(!r)osip_free(d);return r;}
int main(int c,char**v){parser_init();for(int i=1;i<c;i++){buf=slurp(v[i],&len);
 bench("osip2",v[i],len,"parse",parse,0);
 body=strstr(buf,"\r\n\r\n");body=body?body+4:0;if(body&&*body){bench("osip2",v[i],len,"parse+sdp",both,0);}
 osip_message_init(&kept);if(!osip_message_parse(kept,buf,len))bench("osip2",v[i],len,"serialise",ser,0);osip_message_free(kept);free(buf);}return 0;}
