internal import CCurl
import HTTPClientTypes

/// A libcurl easy handle and the header lines of its request. Both are freed when it is destroyed.
struct EasyHandle: ~Copyable {
    let pointer: UnsafeMutableRawPointer
    private var lines: UnsafeMutablePointer<curl_slist>?

    init() throws(TransportError) {
        try Library.start()
        guard let pointer = curl_easy_init() else { throw .failed(CURLE_FAILED_INIT) }
        self.pointer = pointer
    }

    deinit {
        curl_easy_cleanup(pointer)
        curl_slist_free_all(lines)
    }

    func set(_ option: CURLoption, _ number: Int) throws(TransportError) {
        try check(phonet_gateway_curl_set_number(pointer, option, number))
    }

    func set(_ option: CURLoption, size: Int) throws(TransportError) {
        try check(phonet_gateway_curl_set_size(pointer, option, curl_off_t(size)))
    }

    func set(_ option: CURLoption, _ text: String) throws(TransportError) {
        try check(phonet_gateway_curl_set_text(pointer, option, text))
    }

    /// The memory that `value` points to must stay valid until `perform` returns.
    func set(_ option: CURLoption, _ value: UnsafeRawPointer) throws(TransportError) {
        try check(phonet_gateway_curl_set_pointer(pointer, option, value))
    }

    /// Makes the request a POST with these bytes, which curl copies.
    func set(body: [UInt8]) throws(TransportError) {
        try set(CURLOPT_POST, 1)
        try set(CURLOPT_POSTFIELDSIZE_LARGE, size: body.count)
        // An empty array has no address, and with a null pointer curl would call a read callback.
        let bytes = body.isEmpty ? [0] : body
        try check(phonet_gateway_curl_set_pointer(pointer, CURLOPT_COPYPOSTFIELDS, bytes))
    }

    func set(
        _ option: CURLoption, _ receiver: phonet_gateway_curl_receiver
    ) throws(TransportError) {
        try check(phonet_gateway_curl_set_receiver(pointer, option, receiver))
    }

    func set(socketMaker: curl_opensocket_callback) throws(TransportError) {
        try check(phonet_gateway_curl_set_socket_maker(pointer, socketMaker))
    }

    /// Adds a line to the request's head.
    mutating func append(_ line: String) throws(TransportError) {
        guard let lines = curl_slist_append(lines, line) else {
            throw .failed(CURLE_OUT_OF_MEMORY)
        }
        self.lines = lines
        try check(phonet_gateway_curl_set_list(pointer, CURLOPT_HTTPHEADER, lines))
    }

    /// Blocks until the transfer is over.
    func perform() -> CURLcode { curl_easy_perform(pointer) }

    /// The status of the answer; 0: there is none.
    var status: Int { phonet_gateway_curl_status(pointer) }

    private func check(_ code: CURLcode) throws(TransportError) {
        guard code == CURLE_OK else { throw .failed(code) }
    }
}

extension TransportError {
    static func failed(_ code: CURLcode) -> TransportError {
        .failed(Int32(truncatingIfNeeded: code.rawValue))
    }
}
