# Clairvoix: everything from a fresh Debian 12 with the Swift toolchain.
#   make run    installs what is missing, builds, opens the softphone on the practice line
#   make test   installs what is missing, builds, passes every test
#   make guide  the user guide (HTML) and the manual page
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := build
SCRATCH ?= .build
SWIFT ?= swift
DEBUG := $(SWIFT) build --scratch-path $(SCRATCH)
RELEASE := $(SWIFT) build --scratch-path $(SCRATCH) -c release --static-swift-stdlib
PROGRAM := $(SCRATCH)/release/clairvoix
PREFIX ?= /usr/local

# Debian packages by purpose. `make deps` installs those that are missing.
BUILD_PACKAGES := make pkg-config libc6-dev libopus-dev libasound2-dev libncurses-dev libespeak-ng-dev espeak-ng-data \
	libbcg729-dev libspandsp-dev libspeexdsp-dev libsrtp2-dev libssl-dev libtiff-dev libc-ares-dev libsystemd-dev \
	libbrlapi-dev libvterm-dev libcurl4-openssl-dev libldap-dev libsqlite3-dev
TEST_PACKAGES := kamailio kamailio-tls-modules kamailio-presence-modules kamailio-outbound-modules \
	kamailio-extra-modules kamailio-utils-modules kamailio-xml-modules kamailio-sqlite-modules \
	baresip-core baresip-ffmpeg linphone-cli sip-tester sipsak tshark sox opus-tools sqlite3 openssl python3 \
	fenrir yasr python3-pyte python3-speechd tmux pulseaudio pulseaudio-utils libasound2-plugins git procps iproute2 \
	dbus-daemon python3-dbus dnsmasq-base coturn iptables speech-dispatcher speech-dispatcher-espeak-ng brltty pandoc \
python3-venv slapd ldap-utils radicale desktop-file-utils \
	espeak-ng python3-pyld python3-html5lib python3-jsonschema python3-yaml tidy
GUIDE_PACKAGES := pandoc dpkg-dev binutils

# Tests with threads, real devices, sockets and clocks run one after the other, and never beside what keeps every core busy.
REAL := '^(Media|Devices|Transport|PracticeLine|Application|Services|Audit)Tests\.'

.PHONY: deps test-deps guide-deps swift build run test core one check bench audit audit-fast faults soak fuzz guide install deb clean

, := ,
# Prints the seconds of a stage: $(call stage,name,command)
define stage
	@started=$$SECONDS; echo "== $(1)"; $(2); echo "== $(1): $$((SECONDS - started)) s"
endef

swift:
	@command -v $(SWIFT) >/dev/null || { \
	  echo "Swift 6.3 is missing. Get the Debian 12 toolchain from swift.org (Install, Linux), unpack it,"; \
	  echo "and put its usr/bin folder on the PATH; then run this command again."; exit 2; }

deps:
	@Tests/Interop/install-packages $(BUILD_PACKAGES)

test-deps: deps
	@Tests/Interop/install-packages $(TEST_PACKAGES)

guide-deps:
	@Tests/Interop/install-packages $(GUIDE_PACKAGES)

build: swift deps
	$(call stage,build (release),$(RELEASE) --product clairvoix)

run: build
	@exec $(PROGRAM) --practice

# The pure modules alone, without any package to fetch.
core: swift deps
	$(call stage,core,CLAIRVOIX_CORE=1 $(SWIFT) test --scratch-path $(SCRATCH)-core)

test: swift test-deps
	$(call stage,check,$(MAKE) --no-print-directory check)
	$(call stage,build (debug),$(DEBUG) --build-tests --explicit-target-dependency-import-check error)
	$(call stage,unit tests in virtual time,$(SWIFT) test --scratch-path $(SCRATCH) --skip-build --skip $(REAL))
	$(call stage,unit tests with the real clock,$(SWIFT) test --scratch-path $(SCRATCH) --skip-build --no-parallel --filter $(REAL))
	$(call stage,interop,CLAIRVOIX=$(SCRATCH)/debug/clairvoix Tests/Interop/run)
	@# What a user builds is another compilation: whole modules at once see more than single files do.
	$(MAKE) --no-print-directory build
	$(MAKE) --no-print-directory audit-fast

# One suite or test: make one T=SIPTests/Torture
one: swift
	$(SWIFT) test --scratch-path $(SCRATCH) --filter '$(T)'

# Format lint of our own code.
check: swift
	@$(SWIFT) format lint --strict --recursive --configuration .swift-format Sources Tests Package.swift

bench: swift deps
	$(call stage,bench,Tests/Benchmarks/run '$(SCRATCH)')

# Every accessibility scenario on the program that users get: reports and evidence in $(SCRATCH)/audit.
audit: build
	$(call stage,audit,$(PROGRAM) audit Accessibility/Scenarios --report $(SCRATCH)/audit)

# The part of the scenarios that shows the most in the least time, and every step of the manual: about a minute and a half.
audit-fast: build
	$(call stage,audit (fast part),$(PROGRAM) audit Accessibility/Scenarios --tags fast$(,)manual --report $(SCRATCH)/audit-fast)

# The judges judged: each deliberate fault of the debug build must be caught by a scenario of each requirement that it breaks, in
# either language's library. Where all are, the pages that say so are published.
faults: build
	$(call stage,build (debug),$(DEBUG) --product clairvoix)
	$(call stage,faults (French),$(PROGRAM) audit Accessibility/Scenarios/fr --faults --program $(SCRATCH)/debug/clairvoix --report $(SCRATCH)/faults-fr)
	$(call stage,faults (English),$(PROGRAM) audit Accessibility/Scenarios/en --faults --program $(SCRATCH)/debug/clairvoix --report $(SCRATCH)/faults-en)
	cp $(SCRATCH)/faults-fr/faults.fr.md $(SCRATCH)/faults-en/faults.en.md Accessibility/

# A shift of 500 calls and 20,000 keys (7 minutes). The fleet's return: 4,700 accounts in one process, one registrar that restarts (minutes). Then a call of an hour with losses.
soak: build test-deps
	$(call stage,soak,CLAIRVOIX=$(PROGRAM) Tests/Interop/soak)

# Coverage-guided fuzzing of the pure modules: make fuzz [T=message] [S=60]
fuzz: swift deps
	$(call stage,fuzz,Tests/Fuzz/run '$(SCRATCH)-fuzz' '$(or $(S),60)' $(T))

# The user guide as HTML and the manual page, in both languages, from their Markdown. Needs no Swift.
GUIDE := $(SCRATCH)/guide
guide_page = pandoc --from markdown-smart+ascii_identifiers --to html5 --standalone --toc --toc-depth 3 --wrap preserve \
	--template Accessibility/guide.html --lua-filter Accessibility/guide.lua --metadata lang=$(1) --metadata pagetitle='$(2)' \
	--variable contents='$(3)' --variable style="$$(cat Accessibility/guide.css)" \
	--output $(GUIDE)/guide.$(1).html Accessibility/guide.$(1).md
guide: guide-deps
	@mkdir -p '$(GUIDE)'
	@$(call guide_page,fr,Guide de Clairvoix,Sommaire)
	@$(call guide_page,en,Guide to Clairvoix,Contents)
	@pandoc --from markdown-smart --to man --standalone --output $(GUIDE)/clairvoix.1 Accessibility/man.en.md
	@pandoc --from markdown-smart --to man --standalone --output $(GUIDE)/clairvoix.fr.1 Accessibility/man.fr.md
	@ls $(GUIDE)/*

# $(call install_guide,file of the guide,place under share)
define install_guide
	@if [ -e '$(GUIDE)/$(1)' ]; then install -Dm644 '$(GUIDE)/$(1)' '$(DESTDIR)$(PREFIX)/share/$(2)'; fi
endef

# The guide and the manual page go with it where `make guide` has made them.
install: build
	install -Dm755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/clairvoix
	@for file in $$(find themes -name '*.toml'); do install -Dm644 $$file $(DESTDIR)$(PREFIX)/share/clairvoix/$$file; done
	@for file in forms/*.toml; do install -Dm644 $$file $(DESTDIR)$(PREFIX)/share/doc/clairvoix/examples/$$file; done
	@for file in keys.fr.toml keys.en.toml; do install -Dm644 Accessibility/$$file $(DESTDIR)$(PREFIX)/share/clairvoix/$$file; done
	@for file in Packaging/*.desktop; do install -Dm644 $$file $(DESTDIR)$(PREFIX)/share/applications/$${file#*/}; done
	$(call install_guide,guide.fr.html,doc/clairvoix/guide.fr.html)
	$(call install_guide,guide.en.html,doc/clairvoix/guide.en.html)
	$(call install_guide,clairvoix.1,man/man1/clairvoix.1)
	$(call install_guide,clairvoix.fr.1,man/fr/man1/clairvoix.1)

# The Debian package, in $(SCRATCH)/deb: the Swift runtime is linked in, Debian's own libraries are its dependencies.
deb: build guide
	$(call stage,package,Packaging/build '$(PROGRAM)' '$(GUIDE)' '$(SCRATCH)/deb')

clean:
	rm -rf $(SCRATCH) $(SCRATCH)-core
