# SPDX-License-Identifier: GPL-3.0-or-later
"""The bus on which a screen reader hears a program: started for a test, on a session bus of its own."""
import os
import subprocess

from gi.repository import Gio, GLib
from hand import wait_until

LAUNCHERS = ["/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher"]
NAME = "org.a11y.Bus"


def is_there():
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    answer = bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "NameHasOwner",
                           GLib.Variant("(s)", (NAME,)), None, Gio.DBusCallFlags.NONE, -1, None)
    return answer.unpack()[0]


def start():
    """Its process, once programs can find it; None where it is not installed."""
    launcher = next((path for path in LAUNCHERS if os.path.exists(path)), None)
    if launcher is None:
        return None
    process = subprocess.Popen([launcher, "--launch-immediately"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait_until(is_there, "the accessibility bus")
    return process
