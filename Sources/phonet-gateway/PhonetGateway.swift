import ArgumentParser
import Web

/// The program: the server and the operator's commands.
@main
struct PhonetGateway: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "phonet-gateway",
        abstract: "A telephony gateway between the cloud PBX Phonet and a self-hosted CRM.",
        discussion:
            "Each option of serve is also a variable: --database is PHONET_GATEWAY_DATABASE.",
        version: Release.version,
        subcommands: [
            Serve.self, Init.self, Check.self, CheckPhonet.self, CheckNginx.self,
            Reconcile.self,
            EmployeeCommand.self, TokenCommand.self, ImportCommand.self, ExportCommand.self,
            ReplayCommand.self, BackupCommand.self, RestoreCommand.self, PurgeCommand.self,
            SettleCommand.self, Erasures.self,
            Healthz.self, SimulatePhonet.self, Normalise.self,
        ])
}
