import ArgumentParser
import Foundation
import FoundationNetworking

/// Asks a running gateway how it is.
struct Healthz: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Ask a running gateway how it is; exit code 1 when it is not well.")

    @Option(help: "Where the gateway is.")
    var url = "http://127.0.0.1:8080/gateways/phonetapi"

    func run() throws {
        guard let address = URL(string: url + "/healthz") else {
            throw ValidationError("--url must be an http or https address")
        }
        var request = URLRequest(url: address)
        request.timeoutInterval = 10
        let answer = Mailbox()
        let answered = DispatchSemaphore(value: 0)
        URLSession.shared.dataTask(with: request) { data, response, error in
            let status = (response as? HTTPURLResponse)?.statusCode
            let text = data.map { String(decoding: $0, as: UTF8.self) }
            answer.put(status, text ?? error?.localizedDescription ?? "no answer")
            answered.signal()
        }.resume()
        answered.wait()
        print(answer.text)
        guard answer.status == 200 else { throw ExitCode.failure }
    }

    /// Filled once by the session's thread before the semaphore is signalled.
    private final class Mailbox: @unchecked Sendable {
        private(set) var status: Int?
        private(set) var text = ""

        func put(_ status: Int?, _ text: String) {
            self.status = status
            self.text = text
        }
    }
}
