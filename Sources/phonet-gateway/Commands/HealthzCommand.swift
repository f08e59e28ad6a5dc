import ArgumentParser
import HTTPClientTypes
import Outgoing

/// Requests the health of a running gateway.
struct Healthz: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print the health of a running gateway; exit code 1 unless it is healthy.")

    @Option(help: "The address of the gateway.")
    var url = "http://127.0.0.1:8080/gateways/phonetapi"

    func run() throws {
        guard let head = OutgoingRequest.head(.get, to: url + "/healthz") else {
            throw ValidationError("--url must be an http or https address")
        }
        // Any address is allowed: the operator named it, and the request contains no secret.
        var request = OutgoingRequest(head: head, addressPolicy: .anyAddress)
        request.allowsPlainHTTP = true
        switch request.send() {
        case .failure(let error):
            print(error)
            throw ExitCode.failure
        case .success(let response):
            print(String(decoding: response.body, as: UTF8.self))
            guard response.head.status == .ok else { throw ExitCode.failure }
        }
    }
}
