/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What GTK and libadwaita have renamed since Debian 12: here alone stand the calls that are deprecated by now, and those that are newer.
 *
 * How this works: each function is built with the newer call where the headers have it, and with the older one else. All other files use
 * nothing that either of the two lacks or warns of; tests/house/test_deprecated.py looks, and so does the compiler on a newer system.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* --- Questions --- */

/* A button of a question, and what pressing it answers. */
typedef struct
{
  const char *answer;
  const char *label; /* with a mnemonic */
  AdwResponseAppearance appearance;
} CrCompatButton;

typedef void (*CrCompatAnswered) (GtkWindow *parent, const char *answer, gpointer data);

/**
 * cr_compat_ask:
 * @parent: the window that asks
 * @heading: what is asked, or told
 * @body: more of it
 * @buttons: in the order in which they stand, up to one without an answer
 * @usual: (nullable): the answer of the return key
 * @left: the answer of Escape
 * @answered: (nullable): called with the answer, unless @parent is gone before
 * @data: for @answered
 *
 * A dialog over @parent; returns at once.
 */
void cr_compat_ask (GtkWindow *parent, const char *heading, const char *body, const CrCompatButton *buttons, const char *usual,
                    const char *left, CrCompatAnswered answered, gpointer data);

/* --- Dialogs --- */

/* Preferences with that page, over @parent (nullable). */
void cr_compat_show_preferences (GtkWindow *parent, AdwPreferencesPage *page);

/* Who made the program, over @parent (nullable); then properties and NULL. */
#if ADW_CHECK_VERSION(1, 5, 0)
#define cr_compat_show_about(parent, ...) adw_show_about_dialog (GTK_WIDGET (parent), __VA_ARGS__)
#else
#define cr_compat_show_about(parent, ...) adw_show_about_window (parent, __VA_ARGS__)
#endif

/* --- Files and addresses --- */

/* What a file chooser asks for. */
typedef struct
{
  const char *title;
  const char *verb; /* on its button, with a mnemonic */
  gboolean is_saving;
  GFile *folder;    /* (nullable): shown first */
  const char *name; /* (nullable): proposed for a file to save */
  GListModel *filters; /* of #GtkFileFilter, the first one is chosen */
} CrCompatChooser;

typedef void (*CrCompatChosen) (GtkWindow *parent, GFile *file, gpointer data);

/* Asks over @parent; returns at once. @chosen gets the file (it does not own it), or NULL where none was chosen. */
void cr_compat_choose_file (GtkWindow *parent, const CrCompatChooser *chooser, CrCompatChosen chosen, gpointer data);

typedef void (*CrCompatFailed) (GtkWindow *parent);

/* Shows what is at that address in the program for it; @failed is called where nothing can. */
void cr_compat_show_uri (GtkWindow *parent, const char *uri, CrCompatFailed failed);

/* --- Style --- */

/* Gives @provider that style sheet in place of what it had. */
void cr_compat_load_css (GtkCssProvider *provider, const char *css);

G_END_DECLS
