import ArgumentParser
import CallRules
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
        return (Surroundings.variable("phonet-host") ?? "").split(separator: ",").map(String.init)
    }

    /// The way to Phonet; adds what is wrong with the options.
    func access(noting problems: inout [String]) -> PhonetAccess {
        let allowsPlainHTTP = plainHTTP || Surroundings.isSet("phonet-plain-http")
        let hasLoopback = extraHosts.contains { host in
            (try? PhonetDomain(host.lowercased(), extraHosts: extraHosts))?.isLoopback == true
        }
        if allowsPlainHTTP, !hasLoopback {
            problems.append(
                "--phonet-plain-http: needs a --phonet-host on this machine, as 127.0.0.1:9001.")
        }
        return PhonetAccess(
            extraHosts: extraHosts, allowsPlainHTTP: allowsPlainHTTP, uptime: Surroundings.uptime,
            transport: PhonetRequest.send)
    }
}
