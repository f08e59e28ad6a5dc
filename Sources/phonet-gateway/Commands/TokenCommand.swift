import ArgumentParser
import Store
import Web

/// Manages the API tokens of the CRM and the secret webhook addresses.
struct TokenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Manage API tokens and the webhook secret.",
        subcommands: [Create.self, List.self, Revoke.self, Webhook.self])

    struct Create: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Create an API token and print it; it is never shown again.")

        @Argument(help: "The name of the token, such as the program that uses it.")
        var name: String

        @OptionGroup var grant: GrantOption

        @OptionGroup var databaseOption: DatabaseOption

        func run() throws {
            let secret = Environment.secret()
            _ = try databaseOption.opened {
                try $0.createAPIToken(
                    name: name, hash: Secret.hash(secret),
                    grant.grant(timezone: $0.settings.settings.timezone), by: .command,
                    at: Environment.now()
                ).saved("token")
            }
            print(secret)
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the API tokens.")

        @OptionGroup var databaseOption: DatabaseOption

        func run() throws {
            let now = Environment.now()
            for token in try databaseOption.opened({ try $0.apiTokens() }) {
                let state =
                    token.revokedAt != nil
                    ? "revoked" : token.grant.isOver(at: now) ? "expired" : "valid"
                print("\(token.id.value)\t\(state)\t\(token.grant.scope.rawValue)\t\(token.name)")
            }
        }
    }

    struct Revoke: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Revoke an API token.")

        @Argument(help: "The id that `token list` shows.")
        var id: Int64

        @OptionGroup var databaseOption: DatabaseOption

        func run() throws {
            let isRevoked = try databaseOption.opened {
                try $0.revokeAPIToken(APITokenRow.ID(id), by: .command, at: Environment.now())
            }
            guard isRevoked else {
                throw Refused("There is no valid token \(id); see `token list`.")
            }
            print("Token \(id) is revoked.")
        }
    }

    struct Webhook: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Create a new secret for the webhook addresses and print it.",
            discussion: "The secret before it stays valid until the next change, so that the "
                + "addresses in Phonet's cabinet can be changed without losing a call.")

        @OptionGroup var databaseOption: DatabaseOption

        func run() throws {
            let secret = Environment.secret()
            try databaseOption.opened {
                try $0.rotateWebhookToken(
                    hash: Secret.hash(secret), by: .command, at: Environment.now())
            }
            print(secret)
        }
    }
}
