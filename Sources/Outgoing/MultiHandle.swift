internal import CCurl
import HTTPClientTypes

/// A libcurl multi handle with one transfer, which runs only during `perform` and `wait`. Its connection
/// is closed when the handle is destroyed.
struct MultiHandle: ~Copyable {
    private let pointer: UnsafeMutableRawPointer
    private let handle: EasyHandle

    init(running handle: consuming EasyHandle) throws(TransportError) {
        guard let pointer = curl_multi_init() else { throw .failed(CURLE_FAILED_INIT) }
        guard curl_multi_add_handle(pointer, handle.pointer) == CURLM_OK else {
            curl_multi_cleanup(pointer)
            throw .failed(CURLE_FAILED_INIT)
        }
        self.pointer = pointer
        self.handle = handle
    }

    deinit {
        curl_multi_remove_handle(pointer, handle.pointer)
        curl_multi_cleanup(pointer)
    }

    /// The status of the answer; 0: there is none.
    var status: Int { handle.status }

    /// Runs the transfer as far as possible without waiting.
    ///
    /// - Returns: the result of the transfer; nil: it has not ended.
    func perform() throws(TransportError) -> CURLcode? {
        var running: Int32 = 0
        guard curl_multi_perform(pointer, &running) == CURLM_OK else {
            throw .failed(CURLE_OUT_OF_MEMORY)
        }
        guard running == 0 else { return nil }
        var left: Int32 = 0
        guard let message = curl_multi_info_read(pointer, &left) else {
            throw .failed(CURLE_RECV_ERROR)
        }
        return message.pointee.data.result
    }

    /// Waits until the transfer can continue; `most` at most.
    func wait(_ most: Duration) throws(TransportError) {
        let milliseconds = Int32(clamping: Transfer.milliseconds(most))
        guard curl_multi_poll(pointer, nil, 0, milliseconds, nil) == CURLM_OK else {
            throw .failed(CURLE_OUT_OF_MEMORY)
        }
    }
}
