import ArgumentParser
import CallRules
import Outgoing
import Phonet

/// Which hosts may be Phonet, and how they are spoken to.
struct PhonetOption: ParsableArguments {
    @Option(
        name: .customLong("phonet-host"),
        help: "One more allowed ending of the Phonet domain; may be repeated.")
    var hosts: [String] = []

    @Flag(
        name: .customLong("phonet-plain-http"),
        help: "Speak plain http to a --phonet-host that is this machine: for a Phonet of tests.")
    var plainHTTP = false

    /// From the options, else from the environment, where commas separate them.
    var extraHosts: [String] {
        guard hosts.isEmpty else { return hosts }
        return (Environment.variable("phonet-host") ?? "").split(separator: ",").map(String.init)
    }

    private var allowsPlainHTTP: Bool { plainHTTP || Environment.isSet("phonet-plain-http") }

    /// What is wrong with the options, if anything.
    var problem: String? {
        let hasLoopback = extraHosts.contains { host in
            (try? PhonetDomain(host.lowercased(), extraHosts: extraHosts))?.isLoopback == true
        }
        return allowsPlainHTTP && !hasLoopback
            ? "--phonet-plain-http: needs a --phonet-host on this machine, as 127.0.0.1:9001." : nil
    }

    /// The way to Phonet; `report` is told of every request that got no answer, and why.
    func access(report: @escaping @Sendable (String) -> Void) -> PhonetAccess {
        PhonetAccess(
            extraHosts: extraHosts, allowsPlainHTTP: allowsPlainHTTP, uptime: Environment.uptime,
            backOff: BackOff(pause: Environment.pause, chance: Environment.chance),
            stream: { request in
                OutgoingRequest(request)
                    .open(start: request.startLimit, silence: request.silenceLimit)
                    .map { stream in
                        PhonetStream(stream) { reported($0, of: request, to: report) }
                    }
                    .mapError { reported($0, of: request, to: report) }
            },
            transport: { request in
                OutgoingRequest(request).send().map(PhonetResponse.init)
                    .mapError { reported($0, of: request, to: report) }
            })
    }

    private func reported(
        _ failure: OutgoingError, of request: PhonetRequest, to report: (String) -> Void
    ) -> ConnectionError {
        report("\(request): \(failure)")
        return ConnectionError(failure)
    }
}
