package io.palimpsest.cli;

import picocli.CommandLine.Command;

/** What an outsider does with the audit log; nothing here has to be believed by its maker. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description = "Verifies certificates and the audit log, offline where files are enough.",
    subcommands = {AuditVerifyCommand.class})
final class AuditCommand {}
