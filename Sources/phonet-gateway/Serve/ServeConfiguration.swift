import FastCGI
import Foundation
import Store
import Web

/// The checked options and environment variables of `serve`.
struct ServeConfiguration {
    let listen: ListenAddress
    let database: String
    let checkpoints: Store.Checkpoints
    let workers: Int
    let web: GatewayOptions
    /// Whether the call log is compared with Phonet's history.
    let reconciles: Bool

    /// - Throws: `Refused` with all problems, one on each line.
    init(_ options: Serve) throws(Refused) {
        var problems: [String] = []
        let environment = ProcessInfo.processInfo.environment

        var address: ListenAddress?
        switch options.listen ?? Environment.variable("listen") {
        case let text?:
            do {
                address = try ListenAddress(parsing: text, environment: environment)
            } catch {
                problems.append("--listen \(text): \(error)")
            }
        case nil: problems.append("Say where to listen: --listen unix:PATH, 127.0.0.1:PORT or fd.")
        }

        let path = options.databaseOption.path
        if path == nil { problems.append("Say which database: --database FILE.") }

        var workers = 24
        if let text = options.workers ?? Environment.variable("workers") {
            if let number = Int(text), (1...256).contains(number) {
                workers = number
            } else {
                problems.append("--workers \(text): a whole number from 1 to 256.")
            }
        }

        var passwordAge = 600
        if let text = options.passwordAge ?? Environment.variable("password-age") {
            if let number = Int(text), (1...86_400).contains(number) {
                passwordAge = number
            } else {
                problems.append("--password-age \(text): seconds, 1 to 86400.")
            }
        }

        var publicURL: String?
        var pagesURL: String?
        do {
            publicURL = try options.publicly.address()
            pagesURL = try options.publicly.pages()
        } catch {
            problems.append(error.description)
        }

        if let problem = options.phonet.problem { problems.append(problem) }
        problems += options.push.problems
        problems += options.telegram.problems
        problems += options.webhook.problems
        let trustsLoopback = options.trustLoopback || Environment.isSet("trust-loopback")

        guard let address, let path, problems.isEmpty else {
            throw Refused(problems.joined(separator: "\n"))
        }
        listen = address
        database = path
        checkpoints = options.litestream || Environment.isSet("litestream") ? .litestream : .own
        self.workers = workers
        reconciles = !(options.withoutRecovery || Environment.isSet("without-recovery"))
        var web = GatewayOptions(
            startedAt: Environment.now(), secret: Environment.secret)
        web.publicURL = publicURL
        web.pagesURL = pagesURL
        web.webhookGate = options.webhook.gate(publicURL: publicURL)
        web.passwordAgeSeconds = passwordAge
        web.extraPhonetHosts = options.phonet.extraHosts
        web.trustsLoopback = trustsLoopback
        web.isDemo = options.demo || Environment.isSet("demo")
        self.web = web
    }
}
