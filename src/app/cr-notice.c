/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A bar below the header that tells of something that became of the document, and asks what to do about it. */
#include "cr-notice.h"

#include "cr-bar.h"

#include <glib/gi18n-lib.h>

struct _CrNotice
{
  AdwBin parent_instance;

  CrBar *bar;
  GtkWidget *buttons[2];
  CrNoticeKind kind;
};

enum
{
  ANSWERED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (CrNotice, cr_notice, ADW_TYPE_BIN)

static guint signals[N_SIGNALS];

/* The kinds as rows: what is said, and what can be answered. */
static const struct
{
  CrBarKind kind;
  const char *text;
  const char *answers[2];
} rows[] = {
  [CR_NOTICE_NONE] = { CR_BAR_NEWS, NULL, { NULL } },
  [CR_NOTICE_RECOVERED] = { CR_BAR_NEWS, N_("The changes of “%s” had not been saved when Chainrule ended. Here they are again."),
                            { N_("_Save"), N_("_Discard") } },
  [CR_NOTICE_CHANGED_ON_DISK] = { CR_BAR_WARNING, N_("Another program has changed “%s”. Reloading can be undone."),
                                  { N_("_Reload"), N_("_Keep What Is Here") } },
  [CR_NOTICE_GONE_FROM_DISK] = { CR_BAR_WARNING, N_("Another program has removed “%s”. It is still here, and can be saved again."),
                                 { N_("_Keep It"), NULL } },
  [CR_NOTICE_TOUR] = { CR_BAR_NEWS, N_("New here? In two minutes you wire (x + y) · z yourself, and see its gradients."),
                       { N_("_Start the Tour"), N_("Not _Now") } },
};

static void
on_answered (CrBar *bar, guint answer, CrNotice *self)
{
  CrNoticeKind kind = self->kind;

  cr_notice_show (self, CR_NOTICE_NONE, NULL);
  if (answer != CR_BAR_CLOSED)
    g_signal_emit (self, signals[ANSWERED], 0, kind, answer);
}

static void
cr_notice_class_init (CrNoticeClass *class)
{
  signals[ANSWERED] =
      g_signal_new ("answered", CR_TYPE_NOTICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
}

static void
cr_notice_init (CrNotice *self)
{
  self->bar = CR_BAR (cr_bar_new ());
  for (guint i = 0; i < G_N_ELEMENTS (self->buttons); i++)
    self->buttons[i] = cr_bar_add_button (self->bar, "", CR_NOTICE_ANSWER_FIRST + i);
  g_signal_connect (self->bar, "answered", G_CALLBACK (on_answered), self);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->bar));
}

void
cr_notice_show (CrNotice *notice, CrNoticeKind kind, const char *name)
{
  g_auto (GStrv) halves = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (CR_IS_NOTICE (notice));

  notice->kind = kind;
  if (kind == CR_NOTICE_NONE)
    {
      cr_bar_hide (notice->bar);
      return;
    }
  halves = g_strsplit (_(rows[kind].text), "%s", 2);
  text = g_strjoinv (name, halves);
  for (guint i = 0; i < G_N_ELEMENTS (notice->buttons); i++)
    {
      const char *answer = rows[kind].answers[i];

      gtk_widget_set_visible (notice->buttons[i], answer != NULL);
      gtk_button_set_label (GTK_BUTTON (notice->buttons[i]), answer != NULL ? _(answer) : "");
      gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (notice->buttons[i]))), TRUE); /* in a narrow window */
    }
  cr_bar_show (notice->bar, rows[kind].kind, text);
}

CrNoticeKind
cr_notice_get_kind (CrNotice *notice)
{
  g_return_val_if_fail (CR_IS_NOTICE (notice), CR_NOTICE_NONE);

  return notice->kind;
}
