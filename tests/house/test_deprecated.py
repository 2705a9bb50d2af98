# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing calls what GTK 4.18 or libadwaita 1.7 deprecate, nor what Debian 12 lacks, but src/app/cr-compat.c and the driver of its dialogs.

A newer compiler's warnings say the same on a newer system (tools/test-debian); this says it on every one, and of templates too."""

import re
import unittest

from tree import files, read

ALLOWED = {"src/app/cr-compat.c", "src/app/cr-compat.h", "tests/window/window-driver.c"}

# Since GTK 4.10 … 4.18 (docs.gtk.org/gtk4, "deprecated"), and libadwaita 1.3 … 1.6.
TYPES = (
    "AdwAboutWindow AdwFlap AdwLeaflet AdwMessageDialog AdwPreferencesWindow AdwSqueezer AdwViewSwitcherTitle "
    "GtkAppChooserButton GtkAppChooserDialog GtkAppChooserWidget GtkAssistant GtkCellArea GtkCellRenderer GtkCellView GtkColorButton "
    "GtkColorChooserDialog GtkColorChooserWidget GtkComboBox GtkComboBoxText GtkDialog GtkEntryCompletion GtkFileChooserDialog "
    "GtkFileChooserNative GtkFileChooserWidget GtkFontButton GtkFontChooserDialog GtkFontChooserWidget GtkIconView GtkInfoBar GtkListStore "
    "GtkLockButton GtkMessageDialog GtkStatusbar GtkTreeStore GtkTreeView GtkVolumeButton"
).split()
CALLS = (
    "gdk_cairo_draw_from_gl gdk_pixbuf_get_from_surface gdk_pixbuf_get_from_texture gdk_surface_create_similar_surface "
    "gtk_css_provider_load_from_data gtk_file_chooser_\\w+ gtk_gesture_set_sequence_state gtk_render_\\w+ gtk_show_uri\\w* "
    "gtk_style_context_(?!add_provider_for_display|remove_provider_for_display)\\w+ gtk_widget_get_allocat\\w+ "
    "gtk_widget_get_style_context gtk_widget_hide gtk_widget_show gtk_widget_translate_coordinates gtk_picture_set_keep_aspect_ratio gtk_picture_new_for_pixbuf "
    "gtk_image_new_from_pixbuf adw_show_about_window gdk_x11_\\w+"
).split()
# Newer than Debian 12. (GtkShortcutsWindow, deprecated in 4.18, stays: what is in its place came with libadwaita 1.8.)
NEWER = "AdwAboutDialog AdwAlertDialog AdwBanner AdwBottomSheet AdwBreakpoint AdwDialog AdwNavigation\\w+ AdwOverlaySplitView AdwPreferencesDialog " \
        "AdwSpinner AdwSpinRow AdwSwitchRow AdwToggleGroup AdwToolbarView GtkAlertDialog GtkFileDialog GtkFileLauncher GtkUriLauncher".split()


def to_words(name):
    """AdwFlap → adw_flap."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


WORD = re.compile(r"\b(?:Gtk|Gdk|Adw|gtk_|gdk_|adw_|GTK_|ADW_)\w+")
FORBIDDEN = re.compile("|".join(CALLS + [rf"{name}|{to_words(name).upper()}|{to_words(name)}_\w+" for name in TYPES + NEWER]))


def find_names(text):
    """What of the lists a text names, as a type, a cast, or a call."""
    return sorted(word for word in set(WORD.findall(text)) if FORBIDDEN.fullmatch(word))


def strip_comments(text):
    return re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)


class Deprecated(unittest.TestCase):
    def test_only_one_place_names_them(self):
        sources = files("*.c", "*.h", under="src") + files("*.ui") + files("*.c", "*.h", under="tests")
        self.assertGreater(len(sources), 100)
        faults = {str(name): found for name in sources if str(name) not in ALLOWED and (found := find_names(strip_comments(read(name))))}
        self.assertEqual(faults, {})

    def test_each_allowed_place_is_there_and_names_some(self):
        for name in ALLOWED - {"src/app/cr-compat.h"}:
            self.assertNotEqual(find_names(strip_comments(read(name))), [], name)

    def test_the_scan_finds_them(self):
        self.assertEqual(find_names("AdwFlap *flap = ADW_FLAP (x); adw_flap_set_locked (flap, TRUE);"), ["ADW_FLAP", "AdwFlap", "adw_flap_set_locked"])
        self.assertEqual(find_names("gtk_widget_show (a); gtk_widget_get_color (b);"), ["gtk_widget_show"])
        self.assertEqual(find_names('<object class="GtkInfoBar">'), ["GtkInfoBar"])
        self.assertEqual(find_names("gtk_style_context_add_provider_for_display (x);"), [])


if __name__ == "__main__":
    unittest.main()
