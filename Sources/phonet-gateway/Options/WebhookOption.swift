import ArgumentParser
import CallRules
import Courier
import Web

/// The options for webhooks to the CRM.
struct WebhookOption: ParsableArguments {
    @Option(
        name: .customLong("webhook-host"),
        help: "One more host that webhooks may go to, HOST or HOST:PORT; may be repeated.")
    var hosts: [String] = []

    @Option(
        name: .customLong("webhook-retries"),
        help: "Seconds before each try of a webhook, 0,5,300 for three tries: for tests.")
    var retries: String?

    /// From the options, else from the environment, separated by commas.
    private var named: [String] {
        guard hosts.isEmpty else { return hosts }
        return (Environment.variable("webhook-host") ?? "").split(separator: ",").map(String.init)
    }

    private var list: String? { retries ?? Environment.variable("webhook-retries") }

    /// Seconds before each try.
    var pauses: [Int] {
        list.flatMap(WebhookOption.pauses) ?? RetryPlan.ofWebhooks
    }

    private static func pauses(_ text: String) -> [Int]? {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Int($0) }.filter { (0...604_800).contains($0) }
        return numbers.count == parts.count && (1...50).contains(numbers.count) ? numbers : nil
    }

    /// The errors in the options, one sentence each.
    var problems: [String] {
        var problems: [String] = []
        for host in named where !WebhookGate.isHost(host) {
            problems.append("--webhook-host \(host): HOST or HOST:PORT, as crm.internal:8080.")
        }
        if let list, WebhookOption.pauses(list) == nil {
            problems.append("--webhook-retries \(list): 1 to 50 numbers of seconds, as 0,5,300.")
        }
        return problems
    }

    /// Where webhooks may go.
    func gate(publicURL: String?) -> WebhookGate {
        WebhookGate(publicURL: publicURL, hosts: named, prefix: GatewayOptions.prefix)
    }
}
