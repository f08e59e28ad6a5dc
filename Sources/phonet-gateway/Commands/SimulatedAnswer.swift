import Foundation
import FoundationNetworking
import SimulatedPhonet
import Synchronization

/// What the gateway answered to one simulated webhook.
struct SimulatedAnswer: Sendable {
    let status: Int
    let body: String

    /// Nobody listens there, or nobody answered in time.
    struct Missing: Error, CustomStringConvertible {
        let description: String
    }

    /// Posts one webhook below the address of all of them and blocks until the answer is there;
    /// throws `Missing` when none comes.
    static func to(_ posted: Posted, at webhooks: URL) throws -> SimulatedAnswer {
        var request = URLRequest(url: webhooks.appendingPathComponent(posted.endpoint.rawValue))
        request.httpMethod = "POST"
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        request.httpBody = Data(posted.body)
        request.timeoutInterval = 10
        let slot = Slot()
        URLSession.shared.dataTask(with: request) { data, response, error in
            slot.fill(result(data, response, error))
        }.resume()
        return try slot.wait().get()
    }

    private static func result(
        _ data: Data?, _ response: URLResponse?, _ error: (any Error)?
    ) -> Result<SimulatedAnswer, Missing> {
        guard let response = response as? HTTPURLResponse else {
            return .failure(
                Missing(description: error?.localizedDescription ?? "an answer that is no HTTP"))
        }
        let body = String(decoding: data ?? Data(), as: UTF8.self)
        return .success(SimulatedAnswer(status: response.statusCode, body: body))
    }

    /// Hands one answer from the session's queue to the thread that waits for it.
    private final class Slot: Sendable {
        private let filled = DispatchSemaphore(value: 0)
        private let answer = Mutex<Result<SimulatedAnswer, Missing>>(
            .failure(Missing(description: "no answer")))

        func fill(_ answer: Result<SimulatedAnswer, Missing>) {
            self.answer.withLock { $0 = answer }
            filled.signal()
        }

        func wait() -> Result<SimulatedAnswer, Missing> {
            filled.wait()
            return answer.withLock { $0 }
        }
    }
}
