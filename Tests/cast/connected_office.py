"""A gateway and a simulated Phonet connected to each other."""

from gateway import PREFIX, Gateway, free_port
from phonet_server import KEY, PhonetServer


class ConnectedOffice:
    """A gateway with saved domain and key; Phonet posts webhooks and plays each second of a call in `tick` ms."""

    def __init__(self, folder, tick=40):
        port = free_port()
        self.phonet = PhonetServer(gateway=f"http://127.0.0.1:{port}{PREFIX}")
        self.phonet.order("pace", tick=tick)
        self.gateway = Gateway(folder / "state", port=port, environment={
            "PHONET_GATEWAY_PHONET_HOST": self.phonet.host, "PHONET_GATEWAY_PHONET_PLAIN_HTTP": "1"})
        self.gateway.settings(phonet_domain=self.phonet.host, phonet_api_key=KEY)

    def stop(self):
        self.phonet.stop()
        self.gateway.stop()
