# language: fr
@A23
Fonctionnalité: La fiche d'incident
  Un habitant signale, l'agent écrit à l'oreille, le numéro est dit.

  Contexte:
    Étant donné un agent aveugle

  @A23 @EN-5.4 @EN-11.3.3.1 @EN-11.3.3.2 @fast
  Scénario: Une fiche pendant l'appel
    Étant donné un appel en cours avec Dupont
    Quand j'appuie sur « i »
    Alors le curseur est sur « Objet, obligatoire »
    Quand je tape « chêne tombé »
    Et j'appuie sur Entrée
    Alors le curseur est sur « Nature, obligatoire »
    Quand j'appuie sur Entrée
    Et j'appuie sur « c »
    Alors le curseur est sur « Chaussée »
    Quand j'appuie sur Entrée
    Alors le curseur est sur « Nature, obligatoire : Chaussée »
    Quand j'appuie sur Flèche bas
    Et je tape « 31 2 »
    Et j'appuie sur Entrée
    Alors j'entends « Jour : 31 février n'existe pas »
    Et le curseur est sur « Jour, obligatoire »
    Quand j'appuie 4 fois sur Retour arrière
    Et je tape « hier »
    Et j'appuie sur Entrée
    Et je tape « rue de l'Église »
    Alors le champ « Lieu » contient « rue de l'Église »
    Quand j'appuie 3 fois sur Flèche bas
    Et j'appuie sur Entrée
    Alors je suis sur la page « Relecture »
    Et le curseur est sur « Objet : chêne tombé »
    Quand j'appuie sur Fin
    Alors le curseur est sur « Envoyer la fiche »
    Quand j'appuie sur Entrée
    Alors j'entends « Fiche 1 envoyée »
    Et le serveur de fiches a reçu « chêne tombé » dans le champ « Objet »
    Et le serveur de fiches a reçu « Chaussée » dans le champ « Nature »
    Et le serveur de fiches a reçu « rue de l'Église » dans le champ « Lieu »
    Et le serveur de fiches a reçu « Dupont » dans le champ « Appelant »
    Et le serveur de fiches a 1 fiche
    Quand je demande « Répéter »
    Alors j'entends « Fiche 1 envoyée »

  @A23 @EN-11.3.3.1
  Scénario: Ce qui manque est dit à la relecture
    Quand j'appuie sur « i »
    Et j'appuie 6 fois sur Flèche bas
    Alors le curseur est sur « Relire avant d'envoyer »
    Quand j'appuie sur Entrée
    Alors le curseur est sur « Obligatoire, Objet »
    Quand j'appuie sur Entrée
    Alors le curseur est sur « Objet, obligatoire »

  @A23 @EN-11.3.3.3
  Scénario: Le serveur ne répond pas, puis répond
    Quand le serveur de fiches ne répond plus
    Quand j'appuie sur « i »
    Et je tape « chêne tombé »
    Et j'appuie sur Flèche bas
    Et j'appuie sur Entrée
    Et j'appuie sur « a »
    Et j'appuie sur Entrée
    Alors le curseur est sur « Nature, obligatoire : Arbre »
    Quand j'appuie sur Flèche bas
    Et je tape « hier »
    Et j'appuie sur Entrée
    Et je tape « place de l'Hôtel »
    Et j'appuie 3 fois sur Flèche bas
    Et j'appuie sur Entrée
    Alors je suis sur la page « Relecture »
    Quand j'appuie sur Fin
    Et j'appuie sur Entrée
    Alors j'entends une phrase qui contient « Fiche gardée »
    Et le serveur de fiches a 0 fiche
    Quand le serveur de fiches répond à nouveau
    Alors j'entends « Fiche 1 envoyée » en moins de 30 s
    Et le serveur de fiches a reçu « chêne tombé » dans le champ « Objet »
    Et le serveur de fiches a 1 fiche

  @A23 @EN-11.3.3.1 @EN-11.3.3.3
  Scénario: Une fiche refusée, corrigée, envoyée
    Quand le serveur de fiches refuse : « Rue inconnue »
    Quand j'appuie sur « i »
    Et je tape « nid de poule »
    Et j'appuie sur Flèche bas
    Et j'appuie sur Entrée
    Et j'appuie sur « a »
    Et j'appuie sur Entrée
    Alors le curseur est sur « Nature, obligatoire : Arbre »
    Quand j'appuie sur Flèche bas
    Et je tape « hier »
    Et j'appuie sur Entrée
    Et je tape « rue Pasteur »
    Et j'appuie 3 fois sur Flèche bas
    Et j'appuie sur Entrée
    Alors je suis sur la page « Relecture »
    Quand j'appuie sur Fin
    Et j'appuie sur Entrée
    Alors j'entends une phrase qui contient « Fiche refusée : Rue inconnue »
    Quand j'appuie sur « i »
    Et j'appuie sur Fin
    Alors le curseur est sur « Brouillon »
    Quand j'appuie sur Entrée
    Alors le curseur est sur « Refusée : Rue inconnue »
    Et le champ « Objet, obligatoire » contient « nid de poule »
    Quand j'appuie 4 fois sur Flèche bas
    Alors le curseur est sur « Lieu »
    Quand je tape « , Évry »
    Et j'appuie 3 fois sur Flèche bas
    Et j'appuie sur Entrée
    Alors je suis sur la page « Relecture »
    Quand j'appuie sur Fin
    Et j'appuie sur Entrée
    Alors j'entends « Fiche 1 envoyée »
    Et le serveur de fiches a reçu « rue Pasteur, Évry » dans le champ « Lieu »
    Et le serveur de fiches a 1 fiche

  @A21 @EN-11.2.2.1
  Scénario: Un appel au milieu de la fiche
    Quand j'appuie sur « i »
    Et je tape « nid »
    Et Dupont appelle
    Alors j'entends une phrase qui contient « Dupont »
    Et le curseur est sur « Objet, obligatoire »
    Quand je tape « s »
    Alors le champ « Objet, obligatoire » contient « nids »
    Quand je refuse l'appel
    Alors l'appel de Dupont est fini
    Et le champ « Objet, obligatoire » contient « nids »

  @A23
  Scénario: Le brouillon revient après un redémarrage
    Quand j'appuie sur « i »
    Et je tape « nid de poule »
    Alors la fiche d'incident contient « nid de poule »
    Quand le programme redémarre
    Alors j'entends « Brouillon repris »
    Quand j'appuie sur « i »
    Et j'appuie sur Fin
    Alors le curseur est sur « Brouillon »
    Quand j'appuie sur Entrée
    Alors le champ « Objet, obligatoire » contient « nid de poule »

  @A20 @A23
  Scénario: La fiche par le braille seul
    Étant donné un agent sourdaveugle
    Et une plage braille de 40 cellules
    Et un appel en cours avec Dupont
    # Les annonces qui attendent sont lues d'abord.
    Quand j'attends 500 ms
    Et j'appuie sur Entrée
    Et j'attends 500 ms
    Et j'appuie sur Entrée
    Et j'appuie sur « i »
    Alors la plage braille commence par « Objet, obligatoire »
    Quand je tape « lampe »
    Alors la plage braille montre « lampe »
    Et la fiche d'incident contient « lampe »
