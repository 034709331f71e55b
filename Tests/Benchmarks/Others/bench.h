/* common timing loop for every parser harness. */
#ifndef BENCH_H
#define BENCH_H
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
static inline double now_s(void){struct timespec t;clock_gettime(CLOCK_MONOTONIC,&t);return t.tv_sec+t.tv_nsec*1e-9;}
static inline double cpu_s(void){struct timespec t;clock_gettime(CLOCK_PROCESS_CPUTIME_ID,&t);return t.tv_sec+t.tv_nsec*1e-9;}
static inline char*slurp(const char*p,size_t*n){FILE*f=fopen(p,"rb");if(!f){perror(p);exit(2);}fseek(f,0,SEEK_END);*n=ftell(f);rewind(f);char*b=(char*)calloc(1,*n+1);if(fread(b,1,*n,f)!=*n)exit(2);fclose(f);return b;}
static int cmpd(const void*a,const void*b){double x=*(double*)a,y=*(double*)b;return x<y?-1:x>y;}
/* fn returns 0 on success. ROUNDS rounds of >=100000 iterations (N); CPU time. */
static inline void bench(const char*eng,const char*file,size_t bytes,const char*op,int(*fn)(void*),void*arg){
  const char*e=getenv("N");long n=e?atol(e):100000;const char*r=getenv("ROUNDS");int R=r?atoi(r):5;double v[64];
  const char*base=strrchr(file,'/');base=base?base+1:file;
  if(fn(arg)){printf("%s\t%s\t%zu\t%s\t0\tFAIL\t-\t-\n",eng,base,bytes,op);fflush(stdout);return;}
  for(long i=0;i<n/10;i++)fn(arg);
  for(int k=0;k<R;k++){double t=cpu_s();for(long i=0;i<n;i++)if(fn(arg)){fprintf(stderr,"late failure\n");exit(3);}v[k]=(cpu_s()-t)/n*1e9;}
  qsort(v,R,sizeof v[0],cmpd);
  printf("%s\t%s\t%zu\t%s\t%ld\t%.0f\t%.0f\t%.0f\n",eng,base,bytes,op,n*R,v[R/2],v[0],1e9/v[R/2]);fflush(stdout);
}
#define HEADER "engine\tfile\tbytes\top\titers\tns_median\tns_best\tmsg_per_s\n"
#endif
