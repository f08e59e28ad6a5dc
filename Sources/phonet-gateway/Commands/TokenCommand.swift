import ArgumentParser
import Store
import Web

/// The tokens that let the CRM in, and the secret part of the webhook addresses.
struct TokenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Look after API tokens and the secret webhook addresses.",
        subcommands: [Create.self, List.self, Revoke.self, Webhook.self])

    struct Create: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make an API token and print it; it is never shown again.")

        @Argument(help: "Who the token is for.")
        var name: String

        @OptionGroup var books: DatabaseOption

        func run() throws {
            let secret = Environment.secret()
            _ = try books.opened {
                try $0.createAPIToken(
                    name: name, hash: Secret.hash(secret), by: .command, at: Environment.now()
                ).saved("token")
            }
            print(secret)
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the API tokens.")

        @OptionGroup var books: DatabaseOption

        func run() throws {
            for token in try books.opened({ try $0.apiTokens() }) {
                print("\(token.id)\t\(token.revokedAt == nil ? "valid" : "revoked")\t\(token.name)")
            }
        }
    }

    struct Revoke: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make an API token useless at once.")

        @Argument(help: "The number `token list` shows.")
        var id: Int64

        @OptionGroup var books: DatabaseOption

        func run() throws {
            let isRevoked = try books.opened {
                try $0.revokeAPIToken(id, by: .command, at: Environment.now())
            }
            guard isRevoked else {
                throw Refused("There is no valid token \(id); see `token list`.")
            }
            print("Token \(id) is revoked.")
        }
    }

    struct Webhook: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a new secret for the webhook addresses and print it.",
            discussion: "The one before stays valid until the next is made, so that the "
                + "addresses in Phonet's cabinet can be changed without losing a call.")

        @OptionGroup var books: DatabaseOption

        func run() throws {
            let secret = Environment.secret()
            try books.opened {
                try $0.rotateWebhookToken(
                    hash: Secret.hash(secret), by: .command, at: Environment.now())
            }
            print(secret)
        }
    }
}
