/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bar under the canvas that drives the timeline. */
#include "cr-transport.h"

#include "cr-choice.h"
#include "cr-scrubber.h"

#include <glib/gi18n-lib.h>

struct _CrTransport
{
  GtkBox parent_instance;

  CrCanvas *canvas;
  GtkWidget *start_button;
  GtkWidget *play_button;
  GtkWidget *end_button;
  CrScrubber *scrubber;
  GtkMenuButton *grain_button;
  GtkMenuButton *speed_button;
  GtkWidget *more_button;
  GMenuModel *grain_menu;
  GMenuModel *speed_menu;
  GMenuModel *more_menu;
};

enum
{
  PROP_CANVAS = 1,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (CrTransport, cr_transport, GTK_TYPE_BOX)

/* --- What follows the player --- */

static void
on_playing_changed (CrTransport *self)
{
  gboolean is_playing = cr_player_is_playing (cr_canvas_get_player (self->canvas));

  gtk_button_set_icon_name (GTK_BUTTON (self->play_button),
                            is_playing ? "media-playback-pause-symbolic" : "media-playback-start-symbolic");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->play_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  is_playing ? _("Pause") : _("Play"), -1);
}

/* What the chosen item of the menu is called. */
static char *
dup_chosen (GMenuModel *menu, GVariant *state)
{
  g_autoptr (GMenuModel) section = g_menu_model_get_item_link (menu, 0, G_MENU_LINK_SECTION);

  for (int i = 0; i < g_menu_model_get_n_items (section); i++)
    {
      g_autoptr (GVariant) target = g_menu_model_get_item_attribute_value (section, i, G_MENU_ATTRIBUTE_TARGET, NULL);
      char *label = NULL;

      if (g_variant_equal (target, state) && g_menu_model_get_item_attribute (section, i, G_MENU_ATTRIBUTE_LABEL, "s", &label))
        return label;
    }
  return g_strdup ("");
}

static void
show_choice (CrTransport *self, const char *action, GMenuModel *menu, GtkMenuButton *button)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (cr_canvas_get_actions (self->canvas), action);
  g_autofree char *label = dup_chosen (menu, state);

  gtk_menu_button_set_label (button, label);
}

static void
on_choice_changed (CrTransport *self)
{
  show_choice (self, "grain", self->grain_menu, self->grain_button);
  show_choice (self, "speed", self->speed_menu, self->speed_button);
}

static void
on_document_replaced (CrTransport *self)
{
  cr_scrubber_set_document (self->scrubber, cr_canvas_get_document (self->canvas));
}

static void
on_chosen (CrTransport *self, guint position)
{
  cr_player_go (cr_canvas_get_player (self->canvas), position);
}

void
cr_transport_set_narrow (CrTransport *transport, gboolean is_narrow)
{
  g_return_if_fail (CR_IS_TRANSPORT (transport));

  gtk_widget_set_visible (transport->start_button, !is_narrow);
  gtk_widget_set_visible (transport->end_button, !is_narrow);
  gtk_widget_set_visible (GTK_WIDGET (transport->grain_button), !is_narrow);
  gtk_widget_set_visible (GTK_WIDGET (transport->speed_button), !is_narrow);
  gtk_widget_set_visible (transport->more_button, is_narrow);
}

/* --- The object --- */

static void
cr_transport_constructed (GObject *object)
{
  CrTransport *self = CR_TRANSPORT (object);
  CrPlayer *player = cr_canvas_get_player (self->canvas);

  G_OBJECT_CLASS (cr_transport_parent_class)->constructed (object);
  cr_choice_set_menu (self->grain_button, self->grain_menu);
  cr_choice_set_menu (self->speed_button, self->speed_menu);
  g_menu_append_submenu (G_MENU (self->more_menu), _("_One Step Is"), self->grain_menu);
  g_menu_append_submenu (G_MENU (self->more_menu), _("S_peed"), self->speed_menu);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->more_button), self->more_menu);
  cr_choice_return_focus (GTK_MENU_BUTTON (self->more_button));
  g_signal_connect_object (self->canvas, "notify::document", G_CALLBACK (on_document_replaced), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (player, "notify::playing", G_CALLBACK (on_playing_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (player, "notify::grain", G_CALLBACK (on_choice_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (player, "notify::speed", G_CALLBACK (on_choice_changed), self, G_CONNECT_SWAPPED);
  on_document_replaced (self);
  on_playing_changed (self);
  on_choice_changed (self);
}

static void
cr_transport_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CANVAS)
    CR_TRANSPORT (object)->canvas = g_value_get_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cr_transport_class_init (CrTransportClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->constructed = cr_transport_constructed;
  object_class->set_property = cr_transport_set_property;
  properties[PROP_CANVAS] = g_param_spec_object ("canvas", NULL, NULL, CR_TYPE_CANVAS,
                                                 G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  g_type_ensure (CR_TYPE_SCRUBBER);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/chainrule/Chainrule/ui/transport.ui");
  gtk_widget_class_bind_template_child (widget_class, CrTransport, start_button);
  gtk_widget_class_bind_template_child (widget_class, CrTransport, play_button);
  gtk_widget_class_bind_template_child (widget_class, CrTransport, end_button);
  gtk_widget_class_bind_template_child (widget_class, CrTransport, scrubber);
  gtk_widget_class_bind_template_child (widget_class, CrTransport, grain_button);
  gtk_widget_class_bind_template_child (widget_class, CrTransport, speed_button);
  gtk_widget_class_bind_template_child (widget_class, CrTransport, more_button);
  gtk_widget_class_bind_template_child (widget_class, CrTransport, grain_menu);
  gtk_widget_class_bind_template_child (widget_class, CrTransport, speed_menu);
  gtk_widget_class_bind_template_child (widget_class, CrTransport, more_menu);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen);
}

static void
cr_transport_init (CrTransport *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
