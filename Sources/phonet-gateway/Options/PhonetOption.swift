import ArgumentParser
import CallRules
import HTTPClientTypes
import Outgoing
import Phonet

/// Which hosts may be Phonet, and whether plain http is allowed.
struct PhonetOption: ParsableArguments {
    @Option(
        name: .customLong("phonet-host"),
        help: "One more allowed suffix of the Phonet domain; may be repeated.")
    var hosts: [String] = []

    @Flag(
        name: .customLong("phonet-plain-http"),
        help: "Use plain http for a --phonet-host on this machine: for phonet-simulator.")
    var plainHTTP = false

    /// From the options, else from the environment, separated by commas.
    var extraHosts: [String] {
        guard hosts.isEmpty else { return hosts }
        return (Environment.variable("phonet-host") ?? "").split(separator: ",").map(String.init)
    }

    private var allowsPlainHTTP: Bool { plainHTTP || Environment.isSet("phonet-plain-http") }

    /// The error in the options; nil: none.
    var problem: String? {
        let hasLoopback = extraHosts.contains { host in
            (try? PhonetDomain(host.lowercased(), extraHosts: extraHosts))?.isLoopback == true
        }
        return allowsPlainHTTP && !hasLoopback
            ? "--phonet-plain-http: needs a --phonet-host on this machine, as 127.0.0.1:9001." : nil
    }

    /// The HTTP client for Phonet.
    ///
    /// - Parameter report: receives the reason for each request without an answer, for the log.
    func access(report: @escaping @Sendable (String) -> Void) -> PhonetAccess {
        PhonetAccess(
            extraHosts: extraHosts, allowsPlainHTTP: allowsPlainHTTP, uptime: Environment.uptime,
            backOff: BackOff(pause: Environment.pause, chance: Environment.chance),
            stream: { request in
                reported(request.open(), of: request, to: report).map { stream in
                    OutgoingStream(head: stream.head) {
                        reported(stream.next(), of: request, to: report)
                    }
                }
            },
            transport: { reported($0.send(), of: $0, to: report) })
    }

    private func reported<Value>(
        _ result: Result<Value, TransportError>, of request: OutgoingRequest,
        to report: (String) -> Void
    ) -> Result<Value, TransportError> {
        if case .failure(let error) = result { report("\(request): \(error)") }
        return result
    }
}
