# Ringwatch: `make` prints this page. The two to know are `make demo` and `make test`.

JDK := $(shell for home in "$$JAVA_HOME" /usr/lib/jvm/*25* /opt/*jdk*25*; do \
	grep -qs '^JAVA_VERSION="25' "$$home/release" && [ -x "$$home/bin/javac" ] && echo "$$home" && break; done)
REVISION := $(shell git rev-parse --short HEAD 2>/dev/null || echo unknown)
BRANCH := $(shell git rev-parse --abbrev-ref HEAD 2>/dev/null || echo unknown)

export JAVA_HOME := $(JDK)
export MAVEN_OPTS := --sun-misc-unsafe-memory-access=allow
MVN := mvn --batch-mode -Dgit.revision=$(REVISION) -Dgit.branch=$(BRANCH)
QUIET := -Dorg.slf4j.simpleLogger.defaultLogLevel=warn
SCRIPTS = scripts/* .ci/run rules-gen/ci/run dist/train dist/src/bin/* dist/src/lib/launch.sh
PROGRAMS := target/ringwatch

.DEFAULT_GOAL := help
.PHONY: help demo test dist golden fmt lint generate bench soak tools servers scripts-lint

help: ## Print this page
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

demo: dist servers ## Show a mesh and a ring become metrics; ONCE=1 checks itself and ends
	@scripts/demo

test: tools servers scripts-lint ## Run every check and test, against real servers too
	@rm -rf */target/surefire-reports */target/failsafe-reports
	@$(MVN) verify; status=$$?; scripts/test-summary && exit $$status

dist: tools ## Build the programs into target/ringwatch
	@$(MVN) $(QUIET) -DskipTests -pl dist -am package
	@dist/train
	@echo "built: $$(ls $(PROGRAMS)/bin | sed 's|^|$(PROGRAMS)/bin/|' | paste -sd ' ')"

golden: tools ## Rewrite the golden files, then read the diff
	@$(MVN) $(QUIET) -Dgolden.update=true test
	@git --no-pager diff --stat

generate: dist ## Write alerts/, grafana/ and docs/ from rules-gen/spec
	@$(PROGRAMS)/bin/rules-gen generate --spec rules-gen/spec/ringwatch.yaml --out .

fmt: tools ## Format the Java code
	@$(MVN) $(QUIET) spotless:apply

lint: tools servers scripts-lint ## Check the format of the code and the scripts
	@$(MVN) $(QUIET) spotless:check

bench: dist servers ## Measure against the budgets, beside the floor
	@dist/bench/run

soak: tools ## Scrape the P2P exporter 100,000 times and see what it holds then; SCRAPES=N for more
	@$(MVN) $(QUIET) -pl exporter-p2p -am -Dtest=SoakTest -Dsurefire.failIfNoSpecifiedTests=false \
		-Dsoak.scrapes=$(or $(SCRAPES),100000) test
	@echo "$(or $(SCRAPES),100000) scrapes left nothing behind"

pictures: dist servers ## Draw the dashboards into docs/images, from a whole cluster on this machine
	@mkdir -p docs/images
	@$(MVN) $(QUIET) -Dpictures.update=true -Dit.test=DashboardsIT -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false -pl e2e verify

scripts-lint: servers
	@shellcheck=$$(PATH="$(CURDIR)/.servers/bin:$$PATH" command -v shellcheck) || { echo "shellcheck: not here, scripts unchecked"; [ "$$CI" != true ]; exit; }; \
	"$$shellcheck" --external-sources $(SCRIPTS)

servers: ## Fetch the real servers that this machine lacks into .servers
	@scripts/fetch-servers

tools:
	@[ -n "$(JDK)" ] || { echo "needs JDK 25: install openjdk-25-jdk-headless (Debian 13) or Temurin 25, or set JAVA_HOME" >&2; exit 1; }
	@command -v mvn >/dev/null || { echo "needs Maven 3.8 or newer: install maven" >&2; exit 1; }
